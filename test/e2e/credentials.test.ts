import type { IDataObject } from 'n8n-workflow';
import { outputOf } from '../../tools/n8n/workflow';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain } from './support/workflows';

let n8n: RealN8n;
beforeAll(async () => (n8n = await realN8n()));

const keynua = (data: IDataObject = {}) => ({
	name: 'Test of Keynua',
	type: 'keynuaApi',
	data: {
		environment: 'custom',
		baseUrl: `${n8n.sandboxUrl}/keynua`,
		apiKey: 'sandbox-api-key',
		apiToken: 'sandbox-api-token',
		...data,
	},
});

async function tested(credential: { name: string; type: string; data: IDataObject }) {
	const saved = await n8n.client.saveCredential(credential);
	return (await n8n.client.testCredential({ ...saved, ...credential })).status;
}

test("n8n's Test button tells right keys from wrong ones", async () => {
	expect(await tested(keynua())).toBe('OK');
	expect(await tested(keynua({ apiToken: 'wrong' }))).toBe('Error');
	expect(await tested({ name: 'Secret', type: 'keynuaWebhookApi', data: { webhookSecret: 'abc' } })).toBe(
		'OK',
	);
	expect(await tested({ name: 'Secret', type: 'keynuaWebhookApi', data: { webhookSecret: 'a b' } })).toBe(
		'Error',
	);
});

test("the DynamiCore credential signs n8n's own HTTP Request node", async () => {
	const request = (name: string, parameters: IDataObject) => ({
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { dynamiCoreApi: n8n.credentials.dynamiCoreApi },
		parameters: {
			url: `${n8n.sandboxUrl}/dynamicore/private/clients`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'dynamiCoreApi',
			...parameters,
		} as never,
	});
	const client = {
		client_type: '17',
		pii: { firstname: 'José', lastname: 'Peña', rfc: 'PEJO800101AB1', email: 'jose@example.com' },
	};
	const workflow = await n8n.client.saveWorkflow(
		chain(
			'HTTP Request with our credential',
			request('Create', {
				method: 'POST',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify(client, null, 2),
			}),
			request('Find', {
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'id', value: '={{ $json.message.data[0].id }}' }] },
			}),
		),
	);
	const execution = await n8n.client.runToEnd(workflow.id, 'Start');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(outputOf(execution, 'Find')[0].json).toMatchObject({
		status: 'success',
		message: { data: [{ pii: { lastname: 'Peña' } }] },
	});
});
