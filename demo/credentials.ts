import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server';

/** The login that Mensatek's panel and the Mensatek Trigger share. */
export const reportLogin = { user: 'mensatek', password: 'password-of-the-demo' };

/** The credentials of the examples: the sandbox's, under the names that the example workflows use. */
export function demoCredentials(sandbox: Sandbox, webhookSecret: string) {
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
	];
}
