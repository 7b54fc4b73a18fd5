import type { INodeProperties } from 'n8n-workflow';

/** The optional parameters of VerificarIdentidad (Mensatek, "Identity Verification Send API 3.0"). */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Country Prefix',
			name: 'countryPrefix',
			type: 'string',
			default: '34',
			placeholder: 'e.g. 52',
			description:
				'Put before phone numbers that are written without + or 00 and do not begin with it. When left out, Spanish mobile numbers get 34, and other numbers have to bring their prefix along.',
		},
		{
			displayName: 'Document Number',
			name: 'documentNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 00000000T',
			description:
				'Number of the identity document that the person is expected to have (Dni). The result then tells whether it is that one.',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: 'We need to verify your identity. Click the following link to begin the process: [LINK].',
			description:
				'Text message that the person gets (Mensaje). It must contain [LINK], in whose place the link appears. When left out, the text is up to Mensatek.',
		},
		{
			displayName: 'Send At',
			name: 'sendAt',
			type: 'dateTime',
			default: '',
			description:
				'When the text message is to be sent (Fecha). A time without a zone is that of the workflow; Mensatek gets it as the time in Spain. When left out, it is sent at once.',
		},
		{
			displayName: 'Sender',
			name: 'sender',
			type: 'string',
			default: '',
			placeholder: 'e.g. MyCompany',
			description:
				'Name from which the text message seems to come (Remitente), usually that of your company. At most 11 characters.',
		},
	],
};
