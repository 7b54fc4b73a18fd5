import type { Operation } from '../../../runtime/operation';
import { endpointFor } from '../../provider';
import { firmafyRequest } from '../../transport';

const endpoint = endpointFor('invalidar_documento', 'write');

export const invalidate: Operation = {
	name: 'Invalidate',
	action: 'Invalidate a signature request',
	description: 'Disable the links of those signers who have not signed yet',
	endpoints: [endpoint],
	idField: 'csv',
	howToCheck: 'Doing it again does no harm.',
	properties: [
		{
			displayName: 'Document Code (CSV)',
			name: 'csv',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.csv }}',
			description:
				'Secure verification code (código seguro de verificación) of the document. It is in the output of Create, and of the Firmafy Trigger, as “csv”.',
		},
	],

	async execute(item) {
		const csv = item.text('csv');
		const answer = await firmafyRequest(item.context, endpoint, { fields: { csv }, withoutIdShow: true });
		return [{ json: { ...answer, csv } }];
	},
};
