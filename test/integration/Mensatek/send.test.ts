import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startRecorder, type Recorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';

let world: World;
let recorder: Recorder;
/** "Response sample" of VerificarIdentidad. */
const sampleAnswer = [{ Res: '10', ID: '1994779988', Cred: '12000' }];

beforeAll(async () => {
	world = await startWorld();
	recorder = await startRecorder(() => ({ body: sampleAnswer }));
});
afterAll(async () => {
	await recorder.close();
	await world.close();
});
beforeEach(async () => {
	recorder.requests.length = 0;
	await world.control.post('/reset');
});

const send = (parameters: INodeParameters = {}) => ({
	resource: 'identityVerification',
	operation: 'send',
	phone: '34600000001',
	...parameters,
});
const recorded = () => ({ ...world.credentials.mensatekApi, baseUrl: `${recorder.url}/v7` });
const requests = async () => (await world.control.get('/requests')).data as IDataObject[];
const verifications = async () => (await world.control.get('/mensatek/verifications')).data as IDataObject[];

/** The body of the one request that a run sends. */
async function bodySent(parameters: INodeParameters): Promise<IDataObject> {
	const { error } = await world.mensatek(send(parameters), { credentials: { mensatekApi: recorded() } });
	expect(error).toBeUndefined();
	expect(recorder.requests).toHaveLength(1);
	return JSON.parse(recorder.requests[0].body);
}

describe('the request', () => {
	test('is that of the sample, with the message that the text demands', async () => {
		const message = 'We need to verify your identity. Click the following link to begin the process: [LINK].';
		const { items: output, error } = await world.mensatek(
			send({
				phone: '+34 600 00 00 01',
				additionalFields: {
					message,
					documentNumber: '00.000.000-t',
					sendAt: '2022-05-01T15:10:00.000+02:00',
					sender: 'MiEmpresa',
				},
			}),
			{ credentials: { mensatekApi: recorded() } },
		);
		expect(error).toBeUndefined();
		const [{ method, url, headers, body }] = recorder.requests;
		expect(method).toBe('POST');
		expect(url).toBe('/v7/VerificarIdentidad');
		expect(headers['content-type']).toContain('application/json');
		const { apiUser, apiToken } = world.sandbox.mensatek;
		const login = Buffer.from(`${apiUser}:${apiToken}`).toString('base64');
		expect(headers.authorization).toBe(`Basic ${login}`);
		expect(JSON.parse(body)).toEqual({
			Mensaje: message,
			Dni: '00000000T',
			Fecha: '2022-05-01 15:10',
			Remitente: 'MiEmpresa',
			Telefono: '34600000001',
			Resp: 'JSON',
		});
		expect(output).toEqual([{ json: { Res: 10, ID: '1994779988', Cred: 12000 }, pairedItem: { item: 0 } }]);
	});

	test('has nothing in it that was not filled in', async () => {
		const additionalFields = { message: '', documentNumber: '', sendAt: '', sender: '' };
		expect(await bodySent({ additionalFields })).toEqual({ Telefono: '34600000001', Resp: 'JSON' });
	});

	test.each([
		['summer, from UTC', '2026-07-01T10:30:00.000Z', '2026-07-01 12:30'],
		['winter, from UTC', '2026-01-15T10:30:00Z', '2026-01-15 11:30'],
		['from Lima', '2026-01-15T23:30:00-05:00', '2026-01-16 05:30'],
		['without a zone it is the workflow’s time (New York)', '2026-07-01T10:30:00', '2026-07-01 16:30'],
		['an expression', '={{ DateTime.fromISO("2026-12-24T18:05:59Z") }}', '2026-12-24 19:05'],
	])('gives the time in Spain: %s', async (_, sendAt, Fecha) => {
		expect(await bodySent({ additionalFields: { sendAt } })).toMatchObject({ Fecha });
	});

	test.each([
		['600000001', undefined, '34600000001'],
		['987 654 321', '51', '51987654321'],
		['987 654 321', '+51', '51987654321'],
		['0034600000001', '51', '34600000001'],
		['55 1234 5678', '0052', '525512345678'],
	])('phone %s with the prefix %s becomes %s', async (phone, countryPrefix, Telefono) => {
		const additionalFields = countryPrefix ? { countryPrefix } : {};
		expect(await bodySent({ phone, additionalFields })).toMatchObject({ Telefono });
	});

	test('a phone number may come as a number from an expression', async () => {
		expect(await bodySent({ phone: '={{ 34600000001 }}' })).toMatchObject({ Telefono: '34600000001' });
	});

	test('the base URL may end in a slash', async () => {
		const mensatekApi = { ...recorded(), baseUrl: `${recorder.url}/v7/` };
		await world.mensatek(send(), { credentials: { mensatekApi } });
		expect(recorder.requests[0].url).toBe('/v7/VerificarIdentidad');
	});
});

describe('what is wrong with a field is said before anything is sent', () => {
	test.each([
		['no phone', { phone: '={{ "" }}' }, '"Phone" is empty'],
		['letters', { phone: '600 CALL ME' }, '"Phone" is not a phone number: 600 CALL ME'],
		['too short', { phone: '+34 600' }, '"Phone" is not a phone number: +34 600'],
		['too long', { phone: '+34 6000000010000000' }, '"Phone" is not a phone number'],
		['a trunk zero', { phone: '0600000001' }, '"Phone" is not a phone number'],
		['no country', { phone: '5512345678' }, '"Phone" does not tell its country: 5512345678'],
		[
			'no prefix',
			{ additionalFields: { countryPrefix: 'mx' } },
			'"Country Prefix" is not a country prefix: mx',
		],
		['two numbers', { phone: '600000001, 600000002' }, '"Phone" is not a phone number'],
		['an object', { phone: '={{ { a: 1 } }}' }, '"Phone" must be a text'],
		['no link', { additionalFields: { message: 'Hello' } }, '"Message" does not contain [LINK]'],
		['a small link', { additionalFields: { message: 'Go: [link]' } }, '"Message" does not contain [LINK]'],
		['a long sender', { additionalFields: { sender: 'MiEmpresa SL' } }, '"Sender" has 12 characters'],
		['no date', { additionalFields: { sendAt: 'soon' } }, '"Send At" is not a date: soon'],
	])('%s', async (_, parameters, message) => {
		const { error } = await world.mensatek(send(parameters));
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('[item 0]');
		expect(error?.description).not.toBe('');
		expect(await requests()).toEqual([]);
	});

	test('a sender of 11 characters is not too long, whatever they are', async () => {
		expect(await bodySent({ additionalFields: { sender: 'Peñíscola ñ' } })).toMatchObject({
			Remitente: 'Peñíscola ñ',
		});
	});
});

describe('against the strict sandbox', () => {
	test('the person gets the message with the link, and the credits go down', async () => {
		const { items: output } = await world.mensatek(
			send({ additionalFields: { message: 'Hola: [LINK]', documentNumber: '12345678Z', sender: 'Bufete' } }),
		);
		const [verification] = await verifications();
		expect(output[0].json).toEqual({ Res: 1, ID: verification.id, Cred: 11_999 });
		expect(verification).toMatchObject({
			step: 'sent',
			receivedMessage: `Hola: ${world.sandbox.url}/phone/mensatek/${verification.id}`,
			input: { Telefono: '34600000001', Dni: '12345678Z', Remitente: 'Bufete' },
		});
	});

	test('a scheduled one waits', async () => {
		await world.mensatek(send({ additionalFields: { sendAt: '2030-07-01T10:30:00Z' } }));
		const [verification] = await verifications();
		expect(verification).toMatchObject({ step: 'scheduled', input: { Fecha: '2030-07-01 12:30' } });
	});

	test('several items: one request each, paired, in order', async () => {
		const { items: output } = await world.mensatek(send({ phone: '={{ $json.phone }}' }), {
			input: items({ phone: '600000001' }, { phone: '600000002' }, { phone: '600000003' }),
		});
		const phones = (await verifications()).map(({ input }) => (input as IDataObject).Telefono);
		expect(phones).toEqual(['34600000001', '34600000002', '34600000003']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test.each([
		['JSON, an object', { container: 'object' }],
		['JSON, numbers as numbers', { numbers: 'number' }],
		['JSON, Spanish numbers', { numbers: 'spanish' }],
		['TXT', { format: 'TXT' }],
		['TXT, Spanish numbers', { format: 'TXT', numbers: 'spanish' }],
		['XML', { format: 'XML' }],
		['XML, Spanish numbers', { format: 'XML', numbers: 'spanish' }],
		['JSON under another content type', { contentType: 'text/html' }],
		['XML under the type of JSON', { format: 'XML', contentType: 'application/json' }],
	])('an answer is understood as %s', async (_, shape) => {
		await world.control.put('/mensatek/answers', shape);
		const { items: output, error } = await world.mensatek(send());
		expect(error).toBeUndefined();
		expect(output[0].json).toEqual({ Res: 1, ID: '1994779988', Cred: 11_999 });
	});

	test('an answer of old versions is nothing but Res: without the documented ID it proves nothing', async () => {
		await world.control.put('/mensatek/answers', { format: 'legacy' });
		const { error } = await world.mensatek(send());
		expect(error?.message).toContain('Mensatek may have carried this out, but its answer was lost');
		expect(error?.message).toContain('its answer has no “ID”');
	});
});

describe('refusals', () => {
	test.each([
		['JSON', {}],
		['TXT', { format: 'TXT' }],
		['XML', { format: 'XML' }],
		['a bare -1', { format: 'legacy' }],
		['numbers as numbers', { numbers: 'number' }],
	])('a wrong login, told as %s: one call, never a second', async (form, shape) => {
		await world.control.put('/mensatek/answers', shape);
		const mensatekApi = { ...world.credentials.mensatekApi, apiToken: `wrong ${form}` };
		const { error } = await world.mensatek(send({ phone: '={{ $json.phone }}' }), {
			credentials: { mensatekApi },
			input: items({ phone: '600000001' }, { phone: '600000002' }, { phone: '600000003' }),
			node: { onError: 'stopWorkflow' },
		});
		expect(error?.message).toContain(
			'Mensatek refused the request (200, Res -1): the API user or the API token is not accepted',
		);
		expect(error?.description).toContain('Open the credential');
		expect(await requests()).toHaveLength(1);
	});

	test('after a wrong login, continue on fail sends nothing more', async () => {
		const mensatekApi = { ...world.credentials.mensatekApi, apiUser: 'nobody' };
		const { items: output } = await world.mensatek(send({ phone: '={{ $json.phone }}' }), {
			credentials: { mensatekApi },
			input: items(...Array.from({ length: 20 }, () => ({ phone: '600000001' }))),
			node: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(20);
		expect(output[0].json.error).toContain('Res -1');
		expect(output[19].json.error).toBe('Not sent: Mensatek has not accepted the login [item 19]');
		expect(await requests()).toHaveLength(1);
	});

	describe('a login that was not accepted', () => {
		const wrong = (apiToken: string) => ({ ...world.credentials.mensatekApi, apiToken });
		const run = async (apiToken: string, parameters: INodeParameters = send()) =>
			(await world.mensatek(parameters, { credentials: { mensatekApi: wrong(apiToken) } })).error;
		const TEN_MINUTES = 10 * 60 * 1000;
		afterEach(() => jest.restoreAllMocks());

		test('is not sent by later executions either, whatever they want', async () => {
			expect((await run('wrong in the first'))?.message).toContain('Res -1');
			const again = await run('wrong in the first');
			expect(again?.message).toBe('Not sent: Mensatek has not accepted the login [item 0]');
			expect(again?.description).toContain('10 minutes');
			const credits = { resource: 'account', operation: 'getCredits' };
			expect((await run('wrong in the first', credits))?.message).toContain('Not sent');
			expect(await requests()).toHaveLength(1);
		});

		test('does not stand in the way of another, or of the corrected one', async () => {
			await run('wrong in another');
			expect(await run(world.sandbox.mensatek.apiToken)).toBeUndefined();
		});

		test('is tried again after ten minutes, in case that Mensatek was wrong', async () => {
			await run('wrong for a while');
			const later = Date.now() + TEN_MINUTES;
			jest.spyOn(Date, 'now').mockImplementation(() => later);
			expect((await run('wrong for a while'))?.message).toContain('Res -1');
			expect(await requests()).toHaveLength(2);
		});
	});

	describe('a call that is wrong in itself is not made for the items behind it', () => {
		const three = items({ phone: '600000001' }, { phone: '600000002' }, { phone: '600000003' });
		test.each([
			['Res -3', { kind: 'error-in-200', body: '[{"Res":"-3"}]' }],
			['404', { kind: 'status', status: 404 }],
			['403', { kind: 'status', status: 403 }],
			['302', { kind: 'status', status: 302 }],
			['none of the documented forms', { kind: 'not-json' }],
		])('%s', async (code, definition) => {
			await world.control.post('/faults', { provider: 'mensatek', times: 3, ...definition });
			const setup = { input: three, node: { onError: 'continueRegularOutput' } } as const;
			const { items: output } = await world.mensatek(send({ phone: '={{ $json.phone }}' }), setup);
			expect(output.map(({ json }) => json.error)).toEqual([
				expect.stringContaining(code),
				'Not sent: Mensatek has refused this call before [item 1]',
				'Not sent: Mensatek has refused this call before [item 2]',
			]);
			expect(await requests()).toHaveLength(1);
			await world.control.delete('/faults');
			expect((await world.mensatek(send())).error).toBeUndefined();
		});
	});

	test.each([
		['not enough credits', '[{"Res":"-2"}]', 'Res -2): there are not enough credits', 'Buy credits'],
		['version 7’s code for that', '[{"Res":-5}]', 'Res -5): there are not enough credits', 'Buy credits'],
		[
			'a wrong call, with its text',
			'{"Res":"-3","Error":"Telefono incorrecto"}',
			'Res -3): the call is wrong or lacks a mandatory parameter: Telefono incorrecto',
			'blocks callers',
		],
		['nothing sent', '[{"Res":"0"}]', 'Res 0): no request was sent', 'country prefix'],
		['an unknown code', '[{"Res":"-77","Error":"No sé"}]', 'Res -77): No sé', 'Change what'],
		['an unknown code without a text', 'Res:-77;', 'Res -77) without saying why', 'Change what'],
	])('%s', async (_, answer, message, advice) => {
		await world.control.post('/faults', {
			provider: 'mensatek',
			kind: 'error-in-200',
			body: answer,
		});
		const { error } = await world.mensatek(send());
		expect(error?.message).toBe(`Mensatek refused the request (200, ${message} [item 0]`);
		expect(error?.description).toContain(advice);
		expect(error?.context).toMatchObject({ fate: 'refused' });
		expect(await requests()).toHaveLength(1);
	});

	test('the credits really run out', async () => {
		await world.control.put('/mensatek/account', { credits: 1 });
		const { error } = await world.mensatek(send({ phone: '={{ $json.phone }}' }), {
			input: items({ phone: '600000001' }, { phone: '600000002' }),
		});
		expect(error?.message).toContain('there are not enough credits: Not enough credits [item 1]');
		expect(error?.description).toContain('item 0 (1994779988)');
	});

	test.each([
		[401, 1],
		[403, 2],
	])('HTTP %i is a login that is not accepted, or the block; %i calls in two runs', async (status, calls) => {
		const refusing = await startRecorder(() => ({ status, body: 'No' }));
		const mensatekApi = { ...world.credentials.mensatekApi, baseUrl: refusing.url };
		const { error } = await world.mensatek(send(), { credentials: { mensatekApi } });
		await world.mensatek(send(), { credentials: { mensatekApi } });
		await refusing.close();
		expect(error?.message).toContain(`Mensatek refused the request (${status})`);
		expect(error?.description).toContain('may have blocked this server');
		expect(refusing.requests).toHaveLength(calls);
	});

	test('runs with a wrong login, however many, do not get the caller blocked', async () => {
		const mensatekApi = { ...world.credentials.mensatekApi, apiToken: 'wrong in many runs' };
		for (let run = 0; run < 12; run++) await world.mensatek(send(), { credentials: { mensatekApi } });
		expect((await world.control.get('/mensatek/account')).data).toMatchObject({ isBlocked: false });
		expect((await world.mensatek(send())).error).toBeUndefined();
	});
});

describe('what may have happened', () => {
	test.each([
		['an answer without Res', { kind: 'error-in-200', body: '[{"Hola":"1"}]' }],
		['an HTML page', { kind: 'not-json' }],
		['an empty answer', { kind: 'error-in-200', body: '' }],
		['broken JSON', { kind: 'error-in-200', body: '[{"Res":"1","ID":' }],
		['broken XML', { kind: 'error-in-200', body: '<result><Res>1</Res><ID>12' }],
		['a 500', { kind: 'status', status: 500 }],
		['a broken connection', { kind: 'reset-after' }],
	])('is not repeated after %s', async (_, definition) => {
		await world.control.post('/faults', { provider: 'mensatek', ...definition });
		const { error } = await world.mensatek(send());
		expect(error?.message).toContain('Mensatek may have carried this out, but its answer was lost');
		expect(error?.description).toContain('listed by phone number and time in Mensatek’s panel');
		expect(error?.context).toMatchObject({ fate: 'unknown' });
		expect(await requests()).toHaveLength(1);
	});
});

test('secrets are not in an error, even when the provider repeats them', async () => {
	const { apiToken } = world.sandbox.mensatek;
	const body = `[{"Res":"-3","Error":"token ${apiToken} x"}]`;
	await world.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
	const { error, execution } = await world.mensatek(send());
	expect(error?.message).toContain('token ••• x');
	expect(JSON.stringify(execution)).not.toContain(apiToken);
});
