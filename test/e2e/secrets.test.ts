import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { webhookUrl, type CredentialInput, type Execution } from '../../tools/n8n/workflow';
import { credentialsAt, found, secrets, shown, withMood } from '../integration/support/canaries';
import { moodItems, startParrot, type Parrot } from '../integration/support/parrot';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain, itemsNode, placed } from './support/workflows';

let n8n: RealN8n;
let parrot: Parrot;
beforeAll(async () => {
	n8n = await realN8n();
	parrot = await startParrot(secrets.session);
});
afterAll(async () => await parrot.close());

/** Operations that send each secret there is, to a provider that does as the item says. */
const MENSATEK = 6;
const operations: Array<[type: string, credential: string, parameters: INodeParameters]> = [
	[
		'keynua',
		'keynuaApi',
		{
			resource: 'contract',
			operation: 'delete',
			contractId: { __rl: true, mode: 'id', value: '={{ $json.mood }}' },
		},
	],
	[
		'keynua',
		'keynuaApi',
		{
			resource: 'identityVerification',
			operation: 'get',
			verificationId: { __rl: true, mode: 'id', value: '={{ $json.mood }}' },
		},
	],
	[
		'keynua',
		'keynuaApi',
		{
			resource: 'oneTimeCode',
			operation: 'verify',
			signerToken: withMood(secrets.signerToken),
			code: secrets.code,
		},
	],
	['dynamiCore', 'dynamiCoreApi', { resource: 'account', operation: 'get', accountId: '={{ $json.mood }}' }],
	[
		'dynamiCore',
		'dynamiCoreApi',
		{
			resource: 'sat',
			operation: 'loadKeys',
			clientId: '424',
			password: withMood(secrets.satPassword),
		},
	],
	[
		'firmafy',
		'firmafyApi',
		{ resource: 'signatureRequest', operation: 'invalidate', csv: '={{ $json.mood }}' },
	],
	['mensatek', 'mensatekApi', { resource: 'account', operation: 'getCredits' }],
];

const executions: Execution[] = [];

async function run(
	index: number,
	jsons: object[],
	data: IDataObject,
	extra: Partial<INode> = {},
): Promise<Execution> {
	const [type, credential, parameters] = operations[index];
	const name = `Secrets ${index} ${JSON.stringify(jsons).slice(0, 20)} ${String(data.baseUrl).slice(-20)}`;
	const reference = await n8n.client.saveCredential({ name, type: credential, data });
	const node = {
		name: 'Try',
		type: `n8n-nodes-esign-kyc.${type}`,
		parameters: { ...parameters, options: { itemsInParallel: 10 } } as INodeParameters,
		credentials: { [credential]: reference },
		...extra,
	};
	const workflow = await n8n.client.saveWorkflow(chain(name, itemsNode(jsons), node));
	const execution = await n8n.client.runToEnd(workflow.id, 'Start');
	executions.push(execution);
	return execution;
}

test.each(
	operations
		.slice(0, MENSATEK)
		.map(([type, , { operation }], index) => [`${type}: ${String(operation)}`, index]),
)('%s: every way to fail at once, going on, and stopping', async (_, index) => {
	const [type, credential] = operations[Number(index)];
	const data = credentialsAt(parrot.url)[credential];
	const before = parrot.heard();
	const goesOn = await run(Number(index), moodItems(type), data, { onError: 'continueRegularOutput' });
	expect(parrot.heard() - before).toBeGreaterThanOrEqual(moodItems(type).length);
	expect(JSON.stringify(goesOn)).toContain('No to');
	const stops = await run(Number(index), [{ mood: 'parrot-400' }], data);
	expect(stops.data.resultData.error?.message).toContain('400');
	for (const execution of [goesOn, stops]) expect(found(shown(execution))).toEqual([]);
});

test.each(['parrot-401', 'parrot-in-200', 'parrot-html'])(
	'mensatek, whose ids are numbers, at an address with the mood %s',
	async (mood) => {
		const data = credentialsAt(`${parrot.url}/${mood}`).mensatekApi;
		for (const extra of [{}, { onError: 'continueRegularOutput' as const }]) {
			const execution = await run(MENSATEK, [{}], data, extra);
			expect(JSON.stringify(execution)).toContain('Mensatek');
			expect(found(shown(execution))).toEqual([]);
		}
	},
);

test('addresses that lead nowhere, with a login in them', async () => {
	const login = `user:${secrets.loginInAddress}@`;
	for (const url of [
		`http://${login}nowhere.invalid`,
		`http://${login}127.0.0.1:9`,
		`htp://${login}example.com`,
	]) {
		for (const index of [3, 5]) {
			const [, credential] = operations[index];
			const execution = await run(index, [{ mood: 'parrot-400' }], credentialsAt(url)[credential]);
			expect(execution.status).toBe('error');
			expect(found(shown(execution))).toEqual([]);
		}
	}
});

test('a log-in that is refused, by a Firmafy that repeats it', async () => {
	const data = credentialsAt(`${parrot.url}/refuses-login`).firmafyApi;
	const execution = await run(5, [{ mood: 'a' }, { mood: 'b' }], data, { onError: 'continueRegularOutput' });
	expect(JSON.stringify(execution)).toContain('refused the log-in');
	expect(found(shown(execution))).toEqual([]);
});

test("n8n's Test button on credentials that do not work", async () => {
	for (const url of [
		`${parrot.url}/refuses-login/parrot-401`,
		`${parrot.url}/refuses-login/parrot-in-200`,
		'http://127.0.0.1:9',
	]) {
		for (const [type, data] of Object.entries(credentialsAt(url))) {
			const credential: CredentialInput = { name: `Test of ${type}`, type, data };
			const saved = await n8n.client.saveCredential(credential);
			const result = await n8n.client.testCredential({ ...saved, ...credential });
			expect(found(JSON.stringify(result))).toEqual([]);
		}
	}
});

test('deliveries that are turned away, and those that are taken', async () => {
	const { webhookSecret, reportPassword, urlSecret } = secrets;
	const keynua = await n8n.client.saveCredential({
		name: 'Secrets: Keynua',
		type: 'keynuaWebhookApi',
		data: { webhookSecret },
	});
	const report = { verifyBy: 'both', user: 'mensatek', password: reportPassword, urlSecret };
	const mensatek = await n8n.client.saveCredential({
		name: 'Secrets: Mensatek',
		type: 'mensatekWebhookApi',
		data: report,
	});
	const triggers = [
		placed(
			{
				name: 'Keynua',
				type: 'n8n-nodes-esign-kyc.keynuaTrigger',
				parameters: {},
				credentials: { keynuaWebhookApi: keynua },
				webhookId: randomUUID(),
			},
			0,
		),
		placed(
			{
				name: 'Mensatek',
				type: 'n8n-nodes-esign-kyc.mensatekTrigger',
				parameters: {},
				credentials: { mensatekWebhookApi: mensatek },
				webhookId: randomUUID(),
			},
			1,
		),
	];
	const workflow = await n8n.client.saveWorkflow({
		name: 'Secrets: deliveries',
		nodes: triggers,
		connections: {},
	});
	await n8n.client.publish(workflow);
	const signed = { 'x-keynua-webhook-sig': 'f'.repeat(64), 'x-keynua-webhook-ts': String(Date.now()) };
	const login = `Basic ${Buffer.from(`mensatek:${reportPassword}`).toString('base64')}`;
	const body = { Servicio: 'VERIFICACION_IDENTIDAD', ID: '1', Estado: '5001' };
	const post = async (trigger: INode, query: string, content: object, headers: Record<string, string>) =>
		await axios.post(webhookUrl(n8n.n8nUrl, trigger) + query, content, {
			headers,
			validateStatus: () => true,
		});
	const answers = [
		await post(triggers[0], '', { type: 'ContractCreated', payload: {} }, signed),
		await post(triggers[1], '', body, {}),
		await post(triggers[1], '?secret=wrong', body, { authorization: login }),
		await post(triggers[1], `?secret=${urlSecret}`, body, { authorization: login }),
	];
	expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
	for (const { data, headers } of answers) expect(found(JSON.stringify([data, headers]))).toEqual([]);
	const taken = await n8n.client.waitForExecution(workflow.id, ({ status }) => status === 'success');
	expect(found(shown(taken))).toEqual([]);
	await n8n.client.unpublish(workflow);
});

test('n8n’s log, at its most talkative, has none of them either', () => {
	const files = [n8n.logFile, `${n8n.logFile}.restarted`].filter((file) => existsSync(file));
	const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).map(withoutNode);
	expect(lines.filter((line) => line.includes('| debug |')).length).toBeGreaterThan(operations.length);
	expect(executions.length).toBeGreaterThan(operations.length);
	const telling = lines.filter((line) => found(line).length > 0);
	expect(telling.map((line) => `${found(line).join()}: ${line.slice(0, 300)}`)).toEqual([]);
});

/** With an error, n8n's debug log has the node as it stands in the workflow, with what the person entered. */
function withoutNode(line: string): string {
	const at = line.indexOf('{');
	try {
		return line.slice(0, at) + shown(JSON.parse(line.slice(at)));
	} catch {
		return line;
	}
}
