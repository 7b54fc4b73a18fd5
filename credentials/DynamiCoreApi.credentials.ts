import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signedWith } from '../nodes/DynamiCore/signature';

/**
 * Client key and secret of a DynamiCore company. Every request carries an HMAC made with them. The nodes test it (`testedBy`):
 * DynamiCore refuses within a 200 too, in more ways than the rules of a test request can tell.
 */
export class DynamiCoreApi implements ICredentialType {
	name = 'dynamiCoreApi';

	displayName = 'DynamiCore API';

	icon: Icon = { light: 'file:../icons/dynamicore.svg', dark: 'file:../icons/dynamicore.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#dynamicore-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.dynamicore.io',
			required: true,
			description: 'Leave as it is, unless DynamiCore gave you an address of your own or you use a sandbox',
		},
		{
			displayName: 'Client Key',
			name: 'clientKey',
			type: 'string',
			default: '',
			required: true,
			description: 'The client key (CLIENT_KEY) that DynamiCore gave to your company',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The secret key (SECRET_KEY) that belongs to the client key',
		},
		{
			displayName: 'Signature Scheme',
			name: 'scheme',
			type: 'options',
			options: [
				{ name: 'Ictineo', value: 'Ictineo', description: 'What the documentation says' },
				{ name: 'DynamiCore', value: 'DynamiCore', description: 'What newer accounts have been told to use' },
				{ name: 'Custom', value: 'custom', description: 'Another word that DynamiCore told you' },
			],
			default: 'Ictineo',
			description:
				'The word in front of the signature. If DynamiCore does not accept the keys, try the other.',
		},
		{
			displayName: 'Custom Scheme',
			name: 'customScheme',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. DynamiCardPay',
			displayOptions: { show: { scheme: ['custom'] } },
			description: 'The word in front of the signature, without spaces',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signedWith(credentials, requestOptions);
	}
}
