import type { Operation } from '../../../runtime/operation';
import { endpointFor } from '../../provider';
import { deliveryMethods, subscriptionTypes } from '../../subscriptions';
import { firmafyRequest } from '../../transport';

const endpoint = endpointFor('webhook', 'write');

export const subscribe: Operation = {
	name: 'Subscribe',
	action: 'Subscribe a webhook',
	description:
		'Tell Firmafy to which address it sends an event. The Firmafy Trigger does this by itself: use this for other systems.',
	endpoints: [endpoint],
	idField: 'url',
	howToCheck: 'Doing it again does no harm.',
	properties: [
		{
			displayName:
				'Firmafy seems to keep one address per event for the whole account: this one then replaces any other, such as that of a published workflow with the Firmafy Trigger. There is no call to take it away again.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Event',
			name: 'type',
			type: 'options',
			options: subscriptionTypes,
			default: '1',
			description: 'What Firmafy reports (type)',
		},
		{
			displayName: 'Webhook URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://www.company.es/firmafy',
			description: 'The address that Firmafy calls (url_webhook). Firmafy must be able to reach it.',
		},
		{
			displayName: 'Format',
			name: 'method',
			type: 'options',
			options: deliveryMethods,
			default: '2',
			description: 'How Firmafy sends the data (method)',
		},
	],

	async execute(item) {
		const url = item.text('url');
		if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
			throw item.invalid('url', 'is not a web address', 'It has to begin with https://.');
		}
		const type = item.option('type');
		const method = item.option('method');
		const answer = await firmafyRequest(item.context, endpoint, {
			fields: { type, method, url_webhook: url },
		});
		return [{ json: { ...answer, type: Number(type), method: Number(method), url } }];
	},
};
