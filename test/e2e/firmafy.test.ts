import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { owner } from '../../demo/setUp';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { buildPackage } from '../../tools/build';
import { N8nClient } from '../../tools/n8n/client';
import { startN8n, type N8nServer } from '../../tools/n8n/server';
import { installTarball, packPackage } from '../../tools/n8n/tarball';
import { waitFor } from '../../tools/n8n/waitFor';
import {
	outputOf,
	webhookUrl,
	type CredentialReference,
	type Execution,
	type SavedWorkflow,
} from '../../tools/n8n/workflow';
import { chain, placed } from './support/workflows';

/** An n8n of its own: it is stopped and started again in between. */
const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-firmafy-'));
const root = join(__dirname, '..', '..');

let sandbox: Sandbox;
let control: AxiosInstance;
let n8n: N8nServer;
let client: N8nClient;
let firmafyApi: CredentialReference;
let sender: SavedWorkflow;
let receiver: SavedWorkflow;
let productionUrl: string;

async function start(environment: Record<string, string> = {}): Promise<void> {
	const port = n8n && Number(new URL(n8n.url).port);
	n8n = await startN8n({
		userFolder: folder,
		logFile: join(folder, 'n8n.log'),
		environment,
		...(port && { port }),
	});
	client = new N8nClient(n8n.url);
	await client.ensureOwner(owner);
}

/** n8n begins its log anew at each start. */
let log = '';
async function stop(): Promise<void> {
	await n8n.stop();
	log += readFileSync(n8n.logFile, 'utf8');
}

beforeAll(async () => {
	await buildPackage(root);
	await installTarball(await packPackage(root, join(folder, 'tarball')), folder);
	sandbox = await startSandbox({ port: 0 });
	control = axios.create({ baseURL: `${sandbox.url}/control/firmafy`, validateStatus: () => true });
	await start();
	const data = { ...sandbox.firmafy };
	firmafyApi = await client.saveCredential({ name: 'Firmafy', type: 'firmafyApi', data });
	sender = await client.saveWorkflow(sendContract());
	receiver = await client.saveWorkflow(firmafyTrigger());
}, 300_000);
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
	rmSync(folder, { recursive: true, force: true });
});

function sendContract() {
	const signers = {
		signer: [
			{
				name: 'Ana García',
				nif: '12345678Z',
				role: 'Prestataria',
				mobile: '600123456',
				email: 'ana@example.com',
			},
		],
	};
	return chain(
		'Send a contract',
		{
			name: 'Contract',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${sandbox.url}/samples/contract.pdf`,
				options: { response: { response: { responseFormat: 'file' } } },
			},
		},
		{
			name: 'Firmafy',
			type: 'n8n-nodes-esign-kyc.firmafy',
			parameters: { resource: 'signatureRequest', operation: 'create', signers },
			credentials: { firmafyApi },
		},
	);
}

function firmafyTrigger() {
	const trigger = placed(
		{
			name: 'Firmafy Trigger',
			type: 'n8n-nodes-esign-kyc.firmafyTrigger',
			typeVersion: 2,
			parameters: { events: ['documentSigned'] },
			credentials: { firmafyApi },
			webhookId: randomUUID(),
		},
		0,
	);
	return { name: 'Contract signed', nodes: [trigger], connections: {} };
}

interface Delivery {
	id: string;
	csv: string;
	status: number | null;
	attempt: number;
}

/** The URL that is registered for documents signed by all (type 1). */
const registeredUrl = async (): Promise<string> =>
	(await control.get('/subscriptions')).data.find(({ type }: { type: number }) => type === 1).url;
const deliveries = async (): Promise<Delivery[]> => (await control.get('/deliveries')).data;

/** Runs the workflow that sends a contract. */
async function send(): Promise<string> {
	const execution = await client.runToEnd(sender.id, 'Start');
	expect(execution.data.resultData.error).toBeUndefined();
	return String(outputOf(execution, 'Firmafy')[0].json.csv);
}

/** The contract is signed, and what Firmafy sends about it was answered. */
async function sendAndSign(): Promise<Delivery> {
	const csv = await send();
	await control.post(`/requests/${csv}/signers/0/sign`, {});
	const sent = (await deliveries()).find((delivery) => delivery.csv === csv);
	return sent!;
}

/** The executions that the contract's deliveries started. n8n lists one before it answers the delivery. */
async function startedBy(csv: string): Promise<Execution[]> {
	const listed = await client.executions(receiver.id, 50);
	const ended = await Promise.all(listed.map(async ({ id }) => await client.execution(id)));
	return ended.filter((execution) => outputOf(execution, 'Firmafy Trigger')[0]?.json.csv === csv);
}

test('the credential is tested, and a wrong password and a wrong account are told', async () => {
	const credential = (changes: object) => ({
		...firmafyApi,
		name: 'Firmafy',
		type: 'firmafyApi',
		data: { ...sandbox.firmafy, ...changes },
	});
	expect(await client.testCredential(credential({}))).toMatchObject({ status: 'OK' });
	expect(await client.testCredential(credential({ password: 'wrong' }))).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Firmafy refused the log-in: Usuario o contraseña incorrectos'),
	});
	expect(await client.testCredential(credential({ idShow: 'of somebody else' }))).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('El id_show no corresponde al usuario'),
	});
});

test('publishing registers the URL with a secret', async () => {
	await client.publish(receiver);
	productionUrl = await registeredUrl();
	const [trigger] = receiver.nodes;
	expect(productionUrl.startsWith(`${webhookUrl(n8n.url, trigger)}?`)).toBe(true);
	expect(new URL(productionUrl).searchParams.get('secret')).toMatch(/^[0-9a-f]{64}$/);
});

test('a contract is sent, signed, and starts the workflow with its three PDFs', async () => {
	const { csv, status } = await sendAndSign();
	expect(status).toBe(200);
	const [execution] = await startedBy(csv);
	const [{ json, binary }] = outputOf(execution, 'Firmafy Trigger');
	expect(json).toMatchObject({
		event: 'documentSigned',
		status: 'FIRMADO',
		signer: [{ name: 'Ana García' }],
	});
	expect(Object.keys(binary ?? {}).sort()).toEqual(['audit', 'original', 'signed']);
	expect(binary?.signed).toMatchObject({ mimeType: 'application/pdf', fileExtension: 'pdf' });
});

test.each([
	['multipart', { form: 'multipart' }],
	['urlencoded', { form: 'urlencoded', documents: 'base64' }],
])('a %s delivery is taken once, however often it comes', async (_, format) => {
	await control.put('/deliveries/format', format);
	const { id, csv } = await sendAndSign();
	const answers = await Promise.all(
		[1, 2, 3].map(async () => await control.post(`/deliveries/${id}/resend`, {})),
	);
	await control.put('/deliveries/format', { form: 'multipart', documents: 'url' });
	expect(answers.map(({ data }) => data.status)).toEqual([200, 200, 200]);
	expect(await startedBy(csv)).toHaveLength(1);
});

test('one execution after another shares a log-in', async () => {
	const before = (await control.get('/logins')).data.accepted;
	await send();
	await send();
	expect((await control.get('/logins')).data.accepted).toBe(before);
	await control.post('/sessions/end', {});
	await send();
	expect((await control.get('/logins')).data.accepted).toBe(before + 1);
});

test('without the secret: 401, and nothing starts', async () => {
	const before = await client.executions(receiver.id, 50);
	const address = new URL(productionUrl);
	const body = { csv: 'FORGED', status: 'FIRMADO' };
	for (const secret of ['', 'guess', String(address.searchParams.get('secret')).slice(1)]) {
		address.searchParams.set('secret', secret);
		const { status } = await axios.post(address.href, body, { validateStatus: () => true });
		expect(status).toBe(401);
	}
	expect(await client.executions(receiver.id, 50)).toHaveLength(before.length);
});

/** Somebody clicks "Listen for test event", and a document is signed meanwhile. */
async function listen(): Promise<void> {
	expect(await client.run(receiver.id, 'Firmafy Trigger')).toEqual({ waitingForWebhook: true });
	expect(await registeredUrl()).toContain('/webhook-test/');
	const { csv, status } = await sendAndSign();
	expect(status).toBe(200);
	await waitForProductionUrl();
	const [execution] = await startedBy(csv);
	expect(execution.mode).toBe('manual');
}

const waitForProductionUrl = async () =>
	await waitFor('the published URL to be registered again', 30_000, async () =>
		(await registeredUrl()) === productionUrl ? true : undefined,
	);

test('listening in the editor takes the URL, and gives it back', listen);

test('a restart keeps the URL and what was taken; listening after it gives the URL back, too', async () => {
	const taken = await sendAndSign();
	await control.post(`/deliveries/${taken.id}/resend`, {});
	await stop();
	await control.post('/sessions/end', {});
	await start();
	const { data: again } = await control.post(`/deliveries/${taken.id}/resend`, {});
	expect(again.status).toBe(200);
	expect(await startedBy(taken.csv)).toHaveLength(1);
	await listen();
	const fresh = await sendAndSign();
	expect(await startedBy(fresh.csv)).toHaveLength(1);
});

test('publishing again registers the same URL, whoever has taken the place', async () => {
	await takePlace('https://www.example.com/elsewhere');
	await client.unpublish(receiver);
	expect(await registeredUrl()).toBe('https://www.example.com/elsewhere');
	await client.publish(receiver);
	expect(await registeredUrl()).toBe(productionUrl);
});

test('where n8n activates workflows when it starts, that registers the URL again', async () => {
	await stop();
	await takePlace('https://www.example.com/elsewhere');
	await start({ N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' });
	await waitForProductionUrl();
	const { csv } = await sendAndSign();
	expect(await startedBy(csv)).toHaveLength(1);
});

async function takePlace(url: string): Promise<void> {
	const { baseUrl, user, password, idShow } = sandbox.firmafy;
	const call = async (fields: Record<string, string>) =>
		(await axios.post(`${baseUrl}/ApplicationProgrammingInterface.php`, new URLSearchParams(fields))).data;
	const { data: token } = await call({ action: 'login', usuario: user, password });
	await call({ action: 'webhook', token, id_show: idShow, type: '1', method: '2', url_webhook: url });
}

test('what n8n missed while it was down arrives with the next try', async () => {
	const csv = await send();
	await stop();
	await control.post(`/requests/${csv}/signers/0/sign`, {});
	expect((await deliveries()).at(-1)).toMatchObject({ csv, status: 0 });
	await start();
	await control.post('/clock/advance', { minutes: 30 });
	expect((await deliveries()).at(-1)).toMatchObject({ csv, status: 200, attempt: 2 });
	expect(await startedBy(csv)).toHaveLength(1);
});

test('an unpublished workflow’s URL is turned away, and Firmafy stops after two more tries', async () => {
	await client.unpublish(receiver);
	const { csv } = await sendAndSign();
	for (let half = 0; half < 5; half++) await control.post('/clock/advance', { minutes: 30 });
	const tries = (await deliveries()).filter((delivery) => delivery.csv === csv);
	expect(tries.map(({ attempt, status }) => [attempt, status])).toEqual([
		[1, 404],
		[2, 404],
		[3, 404],
	]);
	expect(await startedBy(csv)).toHaveLength(0);
});

test('neither the password nor the URL’s secret is in n8n’s log', async () => {
	await stop();
	expect(log).toContain('Editor is now accessible');
	expect(log).not.toContain(sandbox.firmafy.password);
	expect(log).not.toContain(String(new URL(productionUrl).searchParams.get('secret')));
});
