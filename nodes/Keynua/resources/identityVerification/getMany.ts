import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { listVerifications, organizationList, ownList } from './list';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many identity verifications',
	description: 'List the identity verifications of your account or of your whole organization',
	endpoints: [ownList, organizationList],
	properties: [
		{
			displayName: 'Created By',
			name: 'scope',
			type: 'options',
			options: [
				{ name: 'My Account', value: 'account', description: 'The account that the credential belongs to' },
				{ name: 'My Organization', value: 'organization', description: 'All accounts of the organization' },
			],
			default: 'account',
			description: 'Whose verifications to list',
		},
		...returnAllFields,
		{
			displayName: 'Include Details',
			name: 'expanded',
			type: 'boolean',
			default: false,
			description:
				'Whether each verification comes with more details: language, country, full name, start, expiry, account and organization',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'startDate',
					type: 'dateTime',
					default: '',
					description:
						'Only verifications created from this moment on. Keynua wants “Created Before” with it.',
				},
				{
					displayName: 'Created Before',
					name: 'endDate',
					type: 'dateTime',
					default: '',
					description: 'Only verifications created up to this moment. Keynua wants “Created After” with it.',
				},
			],
		},
	],

	async execute(item) {
		const endpoint = item.option('scope') === 'organization' ? organizationList : ownList;
		const filters = { ...dateRange(item), ...(item.boolean('expanded') && { expanded: true }) };
		const found = await listVerifications(item.context, endpoint, wantedCount(item), filters);
		return found.map((json) => ({ json }));
	},
};

function dateRange(item: Item): IDataObject {
	const { startDate, endDate } = item.collection('filters');
	if (startDate === undefined && endDate === undefined) return {};
	if (startDate === undefined || endDate === undefined) {
		throw item.invalidInput(
			'"Created After" and "Created Before" only work together',
			'Add the other one too: Keynua takes both or neither.',
		);
	}
	const range = {
		startDate: item.instant(startDate, 'Created After'),
		endDate: item.instant(endDate, 'Created Before'),
	};
	if (range.startDate <= range.endDate) return range;
	throw item.invalidInput('"Created After" is later than "Created Before"', 'Swap the two dates.');
}
