import { createHash } from 'node:crypto';
import axios from 'axios';
import { createContract, type Harness, type Received, startHarness, startReceiver, until } from './harness';

let harness: Harness;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => {
	// One of its own for each test: what an earlier one still had under way goes elsewhere.
	receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
	await harness.plain.post('/control/reset');
});
afterEach(async () => await receiver.close());

const secret = 'webhook-secret';
const switches = (readings: object) => harness.plain.put('/control/keynua/switches', readings);
const post = async (path: string, body: object = {}) =>
	(await harness.plain.post(`/control/keynua${path}`, body)).data;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function register(settings: object = {}): Promise<string> {
	const { id } = await post('/webhooks', { url: receiver.url, secret, ...settings });
	await post(`/webhooks/${id}/enable`);
	return id;
}

/** The deliveries since the webhook was enabled, once there is one of this type. */
async function deliveries(type: string): Promise<Received[]> {
	const of = () => receiver.received.filter(({ body }) => body.payload);
	await until(() => of().some(({ body }) => body.type === type));
	return of();
}

async function delivered(type: string): Promise<Received> {
	return (await deliveries(type)).find(({ body }) => body.type === type) as Received;
}

describe('a webhook', () => {
	// "Si tu API necesita unos headers específicos, puedes agregarlo … y nosotros lo enviaremos en cada request".
	it('sends headers of one’s own, also when it is enabled', async () => {
		await register({ headers: { 'X-Api-Key': 'mine', Authorization: 'Basic x' } });
		await createContract(harness);
		for (const { headers } of [receiver.received[0], await delivered('ContractStarted')]) {
			expect(headers).toMatchObject({ 'x-api-key': 'mine', authorization: 'Basic x' });
		}
	});

	it.each([[{ 'a b': 'x' }], [{ 'X-Keynua-Webhook-Sig': 'x' }], [{ 'X-Mine': 'ñandú\n' }]])(
		'refuses the headers %j',
		async (headers) => {
			const refused = await harness.plain.post('/control/keynua/webhooks', { url: receiver.url, headers });
			expect(refused.status).toBe(400);
		},
	);

	it('takes a header on the page', async () => {
		const form = { url: receiver.url, headerName: 'X-Api-Key', headerValue: 'mine', events: 'Created' };
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = new URLSearchParams(form).toString();
		await harness.plain.post('/page/keynua/webhooks', body, { headers, maxRedirects: 0 });
		expect((await harness.plain.get('/control/keynua/webhooks')).data).toMatchObject([
			{ headers: { 'X-Api-Key': 'mine' } },
		]);
	});

	// "También puedes desactivar las notificaciones de eventos para las verificaciones de identidad".
	it('can leave out identity verifications', async () => {
		await register({ identityEvents: false });
		const verification = { title: 'x', documentNumber: '1', documentType: 'pe-dni' };
		await harness.keynua.put('/identity-verification/v1', verification);
		await createContract(harness);
		const types = (await deliveries('ContractStarted')).map(({ body }) => body.type);
		expect(types.filter((type) => type.startsWith('Identity'))).toEqual([]);
	});
});

describe('deliveries', () => {
	const tsOf = ({ headers }: Received) => String(headers['x-keynua-webhook-ts']);
	const v1Of = ({ headers }: Received) => headers['x-keynua-webhook-sig'];

	it.each([
		['signatureV1', 'x-keynua-webhook-sig', 'x-keynua-webhook-sigv2'],
		['signatureV2', 'x-keynua-webhook-sigv2', 'x-keynua-webhook-sig'],
	])('come without %s', async (name, absent, present) => {
		await register();
		await switches({ [name]: 'leftOut' });
		await createContract(harness);
		const { headers } = await delivered('ContractCreated');
		expect(headers[absent]).toBeUndefined();
		expect(headers[present]).toMatch(/^[0-9a-f]{64}$/);
	});

	it.each([
		['compact', (raw: string) => raw.slice(raw.indexOf('"payload":') + 10, -1)],
		['spaced', (raw: string) => raw.slice(raw.indexOf('"payload": ') + 11, -2)],
		['compactOfSpaced', (raw: string) => JSON.stringify(JSON.parse(raw).payload)],
	])('sign the payload as text: %s', async (payloadText, signed) => {
		await register();
		await switches({ payloadText });
		await createContract(harness, { title: 'Prueba ñ' });
		const delivery = await delivered('ContractCreated');
		expect(delivery.raw.includes('\n')).toBe(payloadText !== 'compact');
		expect(v1Of(delivery)).toBe(sha256(signed(delivery.raw) + tsOf(delivery) + secret));
		expect(delivery.body.payload.title).toBe('Prueba ñ');
	});

	it('name the event in the header, and its type in the body', async () => {
		await register();
		await switches({ typeHeader: 'event' });
		await createContract(harness);
		expect((await delivered('ContractCreated')).headers['x-keynua-webhook-type']).toBe('Created');
		const item = await delivered('ContractItemUpdated');
		expect(['ItemWorking', 'ItemSuccess']).toContain(item.headers['x-keynua-webhook-type']);
	});

	it('come twice, each signed', async () => {
		await register();
		await switches({ repeats: 'twice' });
		await createContract(harness);
		const types = (await deliveries('ContractStarted')).map(({ body }) => body.type);
		expect(types.slice(0, 3)).toEqual(['ContractCreated', 'ContractCreated', 'ContractStarted']);
		const [one, two] = receiver.received.filter(({ body }) => body.payload);
		expect(two.raw).toBe(one.raw);
		expect(two.headers['x-keynua-webhook-token']).not.toBe(one.headers['x-keynua-webhook-token']);
	});

	it('look as the samples do: no templateId, and a contract without documents when it is created', async () => {
		await register();
		await switches({ templateId: 'leftOut', createdCounts: 'zero' });
		await createContract(harness);
		const { payload } = (await delivered('ContractCreated')).body;
		expect(payload).toMatchObject({ docCount: 0, itemCount: 0, userCount: 1 });
		const started = (await delivered('ContractStarted')).body.payload;
		expect(started.docCount).toBe(1);
		for (const shown of [payload, started]) expect(shown).not.toHaveProperty('templateId');
	});
});

// K25, "Crear verificación de identidad": the JavaScript sample.
it('takes the sample of an identity verification, and passes over what does not fit', async () => {
	const sample = {
		...{ title: 'x', documentNumber: '12345678', documentType: 'pe-dni-ce', documentSide: 'both' },
		...{ disableInitialNotification: 'false', validateDocument: true, countries: ['PER'] },
	};
	const create = async () => (await harness.keynua.put('/identity-verification/v1', sample)).status;
	expect(await create()).toBe(400);
	await switches({ verificationBody: 'samples' });
	expect(await create()).toBe(200);
});

describe('one-time codes', () => {
	const otp = { templateId: 'sandbox-otp-webhook', users: [{ name: 'Ana' }] };
	const auth = async () => ({ type: 'contract', token: (await createContract(harness, otp)).users[0].token });

	it('that were not sent say so, and send nothing', async () => {
		await register();
		await switches({ otpSent: 'notSent' });
		const body = { auth: await auth() };
		expect((await harness.plain.put('/keynua/send-otp/v1', body)).data).toMatchObject({ sent: false });
		expect((await harness.plain.post('/keynua/send-otp/v1/details', body)).data.sent).toBe(false);
		const types = (await deliveries('ContractStarted')).map(({ body: { type } }) => type);
		expect(types).not.toContain('OTPCreated');
	});

	it('are answered by a token that has them in it', async () => {
		await register();
		await switches({ tokens: 'jwt' });
		const owner = await auth();
		await harness.plain.put('/keynua/send-otp/v1', { auth: owner });
		const { code } = (await delivered('OTPCreated')).body.payload;
		const { data } = await harness.plain.post('/keynua/send-otp/v1', { auth: owner, code });
		for (const token of [data.otpToken, owner.token]) expect(token).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
		const claims = JSON.parse(Buffer.from(data.otpToken.split('.')[1], 'base64url').toString());
		expect(claims).toMatchObject({ code });
	});
});

describe('refusals', () => {
	const message = 'Contract x not found';
	it.each([
		['message', { message }],
		['error', { error: message }],
		['errorObject', { error: { message } }],
		['errorMessage', { errorMessage: message }],
		['codeOnly', { message }],
		['text', message],
		['empty', ''],
	])('as %s', async (refusals, data) => {
		await switches({ refusals });
		expect(await harness.keynua.get('/contracts/v1/x')).toMatchObject({ status: 404, data });
	});

	it.each([
		['errorObject', { error: { code: 'INVALID_TOKEN', message: expect.any(String) } }],
		['codeOnly', { code: 'INVALID_TOKEN' }],
	])('with a code as %s', async (refusals, data) => {
		await switches({ refusals });
		const auth = { type: 'contract', token: 'x' };
		expect((await harness.plain.put('/keynua/send-otp/v1', { auth })).data).toEqual(data);
	});

	it.each([
		['xml', 'application/xml', /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/],
		['json', 'application/json', /"message":"Request has expired"/],
	])('of a link after 12 hours, as %s', async (storage, type, text) => {
		await switches({ storage });
		const { documents } = await createContract(harness);
		await post('/clock', { advanceSeconds: 12 * 3600 + 1 });
		const options = { validateStatus: () => true, responseType: 'text', proxy: false } as const;
		const { status, headers, data } = await axios.get(documents[0].url, options);
		expect(status).toBe(403);
		expect(headers['content-type']).toContain(type);
		expect(typeof data === 'string' ? data : JSON.stringify(data)).toMatch(text);
	});
});
