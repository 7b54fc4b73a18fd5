import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server';
import type { CredentialInput } from '../tools/n8n/workflow';
import type { ScriptedModel } from '../tools/scriptedModel/server';

/** The login that Mensatek's panel and the Mensatek Trigger share. */
export const reportLogin = { user: 'mensatek', password: 'password-of-the-demo' };

/** The header with which the demo's "web site" proves itself to the webhook of an example. */
export const webSiteHeader = { name: 'x-web-site-key', value: 'web-site-key-of-the-demo' };

/** What Keynua's portal shows for a webhook. */
export const webhookSecret = 'webhook-secret-of-the-demo';

/** What the credentials open: the sandbox, and the scripted model. */
export interface Services {
	sandbox: Sandbox;
	model: ScriptedModel;
}

/** The credentials of the examples, under the names that the example workflows use. */
export function demoCredentials({ sandbox, model }: Services): CredentialInput[] {
	const { keynua, dynamicore, firmafy, mensatek } = sandbox;
	const { apiKey, apiToken } = keynua;
	const { clientKey, secretKey } = dynamicore;
	const credential = (name: string, type: string, data: IDataObject) => ({ name, type, data });
	return [
		credential('Keynua', 'keynuaApi', {
			environment: 'custom',
			baseUrl: keynua.baseUrl,
			signingPageUrl: `${sandbox.url}/phone/keynua`,
			apiKey,
			apiToken,
		}),
		credential('Keynua webhook', 'keynuaWebhookApi', { webhookSecret }),
		credential('DynamiCore', 'dynamiCoreApi', {
			baseUrl: dynamicore.baseUrl,
			clientKey,
			secretKey,
			scheme: 'Ictineo',
		}),
		credential('Firmafy', 'firmafyApi', { ...firmafy }),
		credential('Mensatek', 'mensatekApi', mensatek),
		credential('Mensatek webhook', 'mensatekWebhookApi', { verifyBy: 'basic', ...reportLogin }),
		credential('Web site', 'httpHeaderAuth', webSiteHeader),
		credential('OpenAI', 'openAiApi', { apiKey: 'none-is-needed', url: model.baseUrl, header: false }),
	];
}
