import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';
import { events } from './events';
import { deliveryMethods } from './subscriptions';

export const triggerPanel: TriggerPanelDefinition = {
	header: '',
	executionsHelp: {
		inactive:
			'Nothing has to be entered in Firmafy: the node registers its URL by itself. Click “Execute step” and have a document signed. <b>While you listen, no other workflow gets this account’s events.</b> Publish the workflow to have it run by itself.<br /><br />Firmafy has no call to remove a URL. After you unpublish the last workflow of an account, deliveries are turned away (404) and end after two more tries; Firmafy’s support can remove the URL.',
		active:
			'The workflow is published, and its URL is registered at Firmafy. Its runs are listed under “Executions”. <b>While you listen in the editor, the events come here and not to the published workflow</b>; afterwards its URL is registered again.',
	},
	activationHint: 'Once the workflow is published, its URL is registered at Firmafy.',
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'Firmafy keeps one URL per event for the whole account. Publishing this workflow, or listening for a test event, registers this node’s URL in place of any other. When you stop listening or unpublish, the one from before comes back, as far as this n8n knows it.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: events,
		default: ['documentSigned'],
		required: true,
		description: 'Events that start the workflow',
	},
	{
		displayName: 'Documents',
		name: 'documents',
		type: 'multiOptions',
		options: [
			{
				name: 'Audit',
				value: 'docaudit',
				description: 'The audit document, in the binary field “audit”',
			},
			{
				name: 'Original',
				value: 'docoriginal',
				description: 'The document as it was sent, in the binary field “original”',
			},
			{
				name: 'Signed',
				value: 'docsigned',
				description: 'The signed document, in the binary field “signed”',
			},
		],
		default: ['docaudit', 'docoriginal', 'docsigned'],
		description: 'Which PDFs of the delivery to turn into files',
	},
	{
		displayName:
			'Without “Signed”, the workflow gets no signed PDF, and Firmafy has no call to fetch it later.',
		name: 'withoutSignedNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { documents: ['docsigned'] } },
	},
	{
		displayName: 'Format',
		name: 'method',
		type: 'options',
		options: deliveryMethods,
		default: '1',
		description: 'How Firmafy sends the data. Both give the same output; with a form, the PDFs come along.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Register for Repeated Deliveries',
				name: 'repeatedDeliveries',
				type: 'boolean',
				default: true,
				description:
					'Whether to also register for type 5, “repeated delivery”: without it, a delivery that failed once may never come again. Switch it off if another system needs the URL for this type.',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'string',
				default: '',
				placeholder: 'e.g. RECHAZADO, CADUCADO',
				description:
					'Comma-separated statuses for which “Document Changed Otherwise” starts the workflow; all others are passed over. Leave empty for any. Firmafy’s document names none of them: look into the field “status” of a delivery.',
			},
		],
	},
];
