import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { waitFor } from '../../tools/n8n/waitFor';
import {
	outputOf,
	webhookUrl,
	type CredentialReference,
	type Execution,
	type SavedWorkflow,
} from '../../tools/n8n/workflow';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain, placed } from './support/workflows';

const USER = 'mensatek';
const PASSWORD = 'ñ: a password of the tests';
const URL_SECRET = 'secret-in-the-url-of-the-tests';
/** The sample of the document, character by character. */
const sample = readFileSync(join(__dirname, '../integration/Mensatek/sampleReport.json'), 'utf8');
const fields = JSON.parse(sample) as Record<string, string>;

let n8n: RealN8n;
let account: CredentialReference;
beforeAll(async () => {
	n8n = await realN8n();
	account = await n8n.client.saveCredential(accountData());
});

const accountData = (data: IDataObject = {}) => ({
	name: 'Mensatek test',
	type: 'mensatekApi',
	data: {
		baseUrl: `${n8n.sandboxUrl}/mensatek/v7`,
		apiUser: 'sandbox-api-user',
		apiToken: 'sandbox-api-token',
		creditsFunction: 'GetCreditos',
		pdfFunction: 'GetCertificadoVERIFICACION_IDENTIDAD',
		...data,
	},
});

interface PublishedTrigger {
	workflow: SavedWorkflow;
	url: string;
}

async function publishTrigger(
	name: string,
	credential: IDataObject,
	parameters: INodeParameters = {},
): Promise<PublishedTrigger> {
	const sender = await n8n.client.saveCredential({ name, type: 'mensatekWebhookApi', data: credential });
	const trigger: INode = placed(
		{
			name: 'Mensatek Trigger',
			type: 'n8n-nodes-esign-kyc.mensatekTrigger',
			typeVersion: 2,
			parameters,
			credentials: { mensatekWebhookApi: sender, mensatekApi: account },
			webhookId: randomUUID(),
		},
		0,
	);
	const workflow = await n8n.client.saveWorkflow({ name, nodes: [trigger], connections: {} });
	await n8n.client.publish(workflow);
	return { workflow, url: webhookUrl(n8n.n8nUrl, trigger) };
}

const login = (password = PASSWORD, user = USER) => ({
	Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/** Everything a refused delivery could have started would be listed by then: executions are listed in order. */
async function executionsOf({ workflow }: PublishedTrigger): Promise<Execution[]> {
	const listed = await n8n.client.executions(workflow.id, 100);
	return await Promise.all(listed.map(async ({ id }) => await n8n.client.execution(id)));
}

async function post(url: string, body: unknown, headers: Record<string, string>) {
	const {
		status,
		data,
		headers: answered,
	} = await axios.post(url, body, { headers, validateStatus: () => true });
	return { status, data, challenge: answered['www-authenticate'] };
}

const json = { 'Content-Type': 'application/json' };
const asJson = (changes: IDataObject = {}) => JSON.stringify({ ...fields, ...changes });

function multipartForm(changes: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...fields, ...changes })) form.append(name, value);
	return form;
}

test("n8n's Test button tells right credentials from wrong ones", async () => {
	const tested = async (name: string, type: string, data: IDataObject) => {
		const saved = await n8n.client.saveCredential({ name, type, data });
		return (await n8n.client.testCredential({ ...saved, name, type, data })).status;
	};
	const mensatek = async (data: IDataObject = {}) =>
		await tested('Mensatek tried out', 'mensatekApi', accountData(data).data);
	const shapes: IDataObject[] = [
		{},
		{ numbers: 'number' },
		{ container: 'object' },
		{ format: 'legacy' },
		{ format: 'TXT' },
	];
	for (const shape of shapes) {
		await n8n.control.put('/mensatek/answers', shape);
		expect({ shape, status: await mensatek({ apiToken: 'wrong' }) }).toEqual({ shape, status: 'Error' });
		await n8n.control.post('/mensatek/account/unblock');
	}
	await n8n.control.put('/mensatek/answers', {});
	for (const body of ['[{"Res":"-3"}]', '{"Res":-3}', '{"status":"ok"}']) {
		await n8n.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
		expect({ body, status: await mensatek() }).toEqual({ body, status: 'Error' });
	}
	expect(await mensatek()).toBe('OK');
	expect(await mensatek({ creditsFunction: 'Nonsense' })).toBe('Error');
	const sender = async (data: IDataObject) => await tested('Sender tried out', 'mensatekWebhookApi', data);
	expect(await sender({ verifyBy: 'basic', user: USER, password: PASSWORD })).toBe('OK');
	expect(await sender({ verifyBy: 'secret', urlSecret: 'short' })).toBe('Error');
});

test("the credential logs n8n's own HTTP Request node in", async () => {
	const request = {
		name: 'Credits',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { mensatekApi: account },
		parameters: {
			method: 'POST',
			url: `${n8n.sandboxUrl}/mensatek/v7/GetCreditos`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'mensatekApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{"Resp":"JSON"}',
		},
	};
	const workflow = await n8n.client.saveWorkflow(chain('Mensatek over HTTP Request', request));
	const execution = await n8n.client.runToEnd(workflow.id, 'Start');
	expect(outputOf(execution, 'Credits')[0].json).toMatchObject({ Res: '1' });
});

test('a person is verified, the reports start the workflow with the verdict and the certificate', async () => {
	const trigger = await publishTrigger(
		'Mensatek reports',
		{ verifyBy: 'basic', user: USER, password: PASSWORD },
		{ statuses: [5001, 5100], downloadCertificate: true, outputDataFieldName: 'certificate' },
	);
	const mensatek = (name: string, parameters: INodeParameters) => ({
		name,
		type: 'n8n-nodes-esign-kyc.mensatek',
		parameters,
		credentials: { mensatekApi: account },
	});
	const workflow = await n8n.client.saveWorkflow(
		chain(
			'Mensatek send',
			mensatek('Credits', { resource: 'account', operation: 'getCredits' }),
			mensatek('Send', {
				resource: 'identityVerification',
				operation: 'send',
				phone: '+34 600 00 00 01',
				additionalFields: { documentNumber: '12345678-z', message: 'Verifíquese: [LINK]' },
			}),
		),
	);
	try {
		for (const format of ['JSON', 'FORM-DATA']) {
			const settings = { url: trigger.url, format, user: USER, password: PASSWORD };
			expect((await n8n.control.put('/mensatek/reports', settings)).status).toBe(200);
			const run = await n8n.client.runToEnd(workflow.id, 'Start');
			expect(run.data.resultData.error?.message).toBeUndefined();
			const { ID, Cred } = outputOf(run, 'Send')[0].json;
			expect(Cred).toBe(Number(outputOf(run, 'Credits')[0].json.Cred) - 1);
			for (const step of ['open', 'front', 'back', 'selfie', 'finish']) {
				await n8n.control.post(`/mensatek/verifications/${String(ID)}/${step}`, {});
			}
			const started = await waitFor(`the two reports as ${format}`, 30_000, async () => {
				const items = (await executionsOf(trigger)).flatMap((one) => outputOf(one, 'Mensatek Trigger'));
				const own = items.filter(({ json: { ID: id } }) => id === ID);
				return own.length === 2 ? own : undefined;
			});
			const byStatus = Object.fromEntries(started.map((item) => [String(item.json.status), item]));
			expect(byStatus['5001'].json).toMatchObject({
				verified: true,
				reasons: [],
				DNISolicitado: '12345678Z',
				Result: { DNI: { Nombre: 'APARICIO GARCIA,RAFAEL' } },
			});
			expect(byStatus['5001'].binary).toBeUndefined();
			expect(byStatus['5100'].binary?.certificate).toMatchObject({
				fileName: `certificate-${String(ID)}.pdf`,
				mimeType: 'application/pdf',
				bytes: expect.any(Number),
			});
		}
	} finally {
		await n8n.control.delete('/mensatek/reports');
		await n8n.client.unpublish(trigger.workflow);
	}
});

describe('every kind of delivery', () => {
	let basic: PublishedTrigger;
	let secret: PublishedTrigger;
	let both: PublishedTrigger;
	beforeAll(async () => {
		const user = { user: USER, password: PASSWORD };
		basic = await publishTrigger(
			'Mensatek with a login',
			{ verifyBy: 'basic', ...user },
			{ statuses: [5001] },
		);
		secret = await publishTrigger('Mensatek with a secret', { verifyBy: 'secret', urlSecret: URL_SECRET });
		both = await publishTrigger('Mensatek with both', { verifyBy: 'both', ...user, urlSecret: URL_SECRET });
	});
	afterAll(async () => {
		for (const { workflow } of [basic, secret, both]) await n8n.client.unpublish(workflow);
	});

	const startedBy = async (trigger: PublishedTrigger, ID: string) =>
		(await executionsOf(trigger))
			.flatMap((execution) => outputOf(execution, 'Mensatek Trigger'))
			.filter((item) => item.json.ID === ID);

	test.each<[string, (ID: string) => [body: unknown, headers: Record<string, string>]]>([
		['JSON', (ID) => [asJson({ ID }), json]],
		['JSON without a content type', (ID) => [Buffer.from(asJson({ ID })), { 'Content-Type': '' }]],
		[
			'JSON that says it is a form',
			(ID) => [asJson({ ID }), { 'Content-Type': 'application/x-www-form-urlencoded' }],
		],
		['a form', (ID) => [new URLSearchParams({ ...fields, ID }), {}]],
		['a multipart form', (ID) => [multipartForm({ ID }), {}]],
	])('%s is accepted and starts the workflow once', async (_, make) => {
		const ID = String(Math.floor(Math.random() * 1e9));
		const [body, headers] = make(ID);
		expect(await post(basic.url, body, { ...headers, ...login() })).toMatchObject({
			status: 200,
			data: 'OK',
		});
		const started = await waitFor('the execution', 30_000, async () => {
			const items = await startedBy(basic, ID);
			return items.length > 0 ? items : undefined;
		});
		expect(started).toHaveLength(1);
		expect(started[0].json).toMatchObject({
			verified: true,
			status: 5001,
			Telefono: '34600000000',
			Posicion: { Coordenadas: { Altura: 75.70229058041491 } },
		});
	});

	test('who does not prove to be Mensatek gets 401, and starts nothing', async () => {
		const before = (await executionsOf(basic)).length;
		const wrong: Array<Record<string, string>> = [
			{},
			login('wrong'),
			login(PASSWORD, 'other'),
			login('', ''),
			{ Authorization: `Bearer ${PASSWORD}` },
		];
		for (const headers of wrong) {
			for (const body of [asJson(), multipartForm({}), new URLSearchParams(fields)]) {
				const type: Record<string, string> = typeof body === 'string' ? json : {};
				const answer = await post(basic.url, body, { ...type, ...headers });
				expect(answer).toMatchObject({ status: 401, challenge: 'Basic realm="n8n"' });
			}
		}
		// Its execution is made after all that the refused ones could have started.
		await post(basic.url, asJson({ ID: '4711' }), { ...json, ...login() });
		await waitFor('the good one', 30_000, async () => (await startedBy(basic, '4711'))[0]);
		expect(await executionsOf(basic)).toHaveLength(before + 1);
	});

	test('the secret in the URL, alone and with the login', async () => {
		const good = `?secret=${URL_SECRET}`;
		const attempts: Array<[PublishedTrigger, string, Record<string, string>, number]> = [
			[secret, good, {}, 200],
			[secret, '', {}, 401],
			[secret, '?secret=', {}, 401],
			[secret, `${good}x`, {}, 401],
			[secret, `${good}&secret=${URL_SECRET}`, {}, 401],
			[secret, `?secret[]=${URL_SECRET}`, {}, 401],
			[secret, '', login(), 401],
			[both, good, login(), 200],
			[both, good, {}, 401],
			[both, '', login(), 401],
			[both, good, login('wrong'), 401],
		];
		for (const [trigger, query, headers, status] of attempts) {
			const answer = await post(trigger.url + query, asJson({ ID: String(status) }), { ...json, ...headers });
			expect({ query, status: answer.status }).toEqual({ query, status });
		}
		for (const trigger of [secret, both]) {
			await waitFor('the good one', 30_000, async () => (await startedBy(trigger, '200'))[0]);
			expect(await executionsOf(trigger)).toHaveLength(1);
		}
	});

	test('what is not wanted, or no report, is answered and starts nothing', async () => {
		const before = (await executionsOf(basic)).length;
		// As bytes: axios would write a text that is not JSON anew.
		const deliver = async (body: string) =>
			(await post(basic.url, Buffer.from(body), { ...json, ...login() })).status;
		expect(await deliver(asJson({ Estado: '5010' }))).toBe(200);
		expect(await deliver(asJson({ Servicio: 'SMSRECIBIDO' }))).toBe(200);
		expect(await deliver('')).toBe(200);
		expect(await deliver(asJson({ ID: '' }))).toBe(400);
		expect(await deliver('[]')).toBe(400);
		expect(await deliver(sample.slice(0, 40))).toBe(422);
		await post(basic.url, asJson({ ID: '4712' }), { ...json, ...login() });
		await waitFor('the good one', 30_000, async () => (await startedBy(basic, '4712'))[0]);
		expect(await executionsOf(basic)).toHaveLength(before + 1);
	});

	test("the sandbox's own forged report is refused", async () => {
		const url = `${both.url}?secret=${URL_SECRET}`;
		await n8n.control.put('/mensatek/reports', { url, format: 'JSON', user: USER, password: PASSWORD });
		const api = { auth: { username: 'sandbox-api-user', password: 'sandbox-api-token' } };
		const call = { Telefono: '34600000001', Resp: 'JSON' };
		await axios.post(`${n8n.sandboxUrl}/mensatek/v7/VerificarIdentidad`, call, api);
		const sent = await waitFor('the report', 30_000, async () => {
			const { data } = await n8n.control.get<Array<{ id: string; status: number }>>('/mensatek/deliveries');
			return data.at(-1)?.status ? data.at(-1) : undefined;
		});
		expect(sent.status).toBe(200);
		const { data } = await n8n.control.post(`/mensatek/deliveries/${sent.id}/forge`, {});
		expect(data).toMatchObject({ forged: true, status: 401 });
		await n8n.control.delete('/mensatek/reports');
	});
});
