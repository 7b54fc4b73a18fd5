import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { EngineCredentials } from '../support/credentials';
import { startRecorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';
import { answering, create, endSessions, formOf, logins, requestsOf, withPdf } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const getBalance = { resource: 'account', operation: 'getBalance' };
const getToken = { resource: 'session', operation: 'getToken' };
const tenItems = items(...Array.from({ length: 10 }, (_, number) => ({ number })));
const balance = { message: 'Disponibles', credits: 50, sms: 25, mb: 20.331583, days: 23 };

/** Each credential has a session of its own, so a new password of the sandbox's user makes a cold start. */
let passwords = 0;
const otherCredential = () => ({
	firmafyApi: { ...world.credentials.firmafyApi, password: `wrong password ${++passwords}` },
});

describe('logging in', () => {
	test('once for ten items in parallel, and not again for the next execution', async () => {
		const first = await world.firmafy(getBalance, { input: tenItems });
		expect(first.error).toBeUndefined();
		expect(first.items.map(({ json }) => json)).toEqual(Array(10).fill(balance));
		const { accepted } = await logins(world);
		await world.firmafy(getBalance, { input: tenItems });
		expect(await logins(world)).toEqual({ accepted, refused: 0 });
		expect(accepted).toBe(1);
	});

	test('on the wire: user and password in a form, then the token it gave', async () => {
		const recorder = await startRecorder(answering({ error: false, ...balance }));
		const firmafyApi = {
			baseUrl: `${recorder.url}/`,
			user: 'usuario@example.com',
			password: 'a&b=c ñ%',
			idShow: 'ID',
		};
		const { error } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(error).toBeUndefined();
		expect(recorder.requests.map(formOf)).toEqual([
			{ action: 'login', usuario: 'usuario@example.com', password: 'a&b=c ñ%' },
			{ action: 'balance', token: 'TOKEN', id_show: 'ID' },
		]);
		expect(recorder.requests[0].headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
	});

	test('again when a session is an hour old', async () => {
		await world.firmafy(getBalance);
		const before = await logins(world);
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61 * 60 * 1000);
		const { error } = await world.firmafy(getBalance);
		now.mockRestore();
		expect(error).toBeUndefined();
		expect((await logins(world)).accepted).toBe(before.accepted + 1);
	});
});

describe('a session that is gone', () => {
	test('is renewed once for ten items in parallel, and every call repeated', async () => {
		await world.firmafy(getBalance);
		const before = await logins(world);
		await endSessions(world);
		const { items: output, error } = await world.firmafy(getBalance, { input: tenItems });
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json)).toEqual(Array(10).fill(balance));
		expect(await logins(world)).toEqual({ accepted: before.accepted + 1, refused: 0 });
	});

	test('does not send a document twice', async () => {
		await world.firmafy(getBalance);
		await endSessions(world);
		const { error } = await world.firmafy(create, { input: await withPdf(world) });
		expect(error).toBeUndefined();
		expect(await requestsOf(world)).toHaveLength(1);
	});

	test('a 500 may speak of the session too: what may have been done is not sent again', async () => {
		const body = { error: true, message: 'No se pudo guardar la sesión' };
		await world.firmafy(getBalance);
		await world.control.post('/faults', { provider: 'firmafy', kind: 'status-after', status: 500, body });
		const { error } = await world.firmafy(create, { input: await withPdf(world) });
		expect(error?.message).toContain('Firmafy may have carried this out');
		expect(error?.message).toContain('No se pudo guardar la sesión');
		expect(await requestsOf(world)).toHaveLength(1);
	});

	test('and gone again after the new log-in: said, not tried for ever', async () => {
		const recorder = await startRecorder(answering({ error: true, message: 'Token incorrecto' }));
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const { error } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(error?.message).toContain('Token incorrecto');
		expect(error?.description).toContain('not even after logging in anew');
		expect(recorder.requests.map((request) => formOf(request).action)).toEqual([
			'login',
			'balance',
			'login',
			'balance',
		]);
	});

	test.each([
		{ status: 401, body: {} },
		{ status: 200, body: { error: true, message: 'Sesión caducada' } },
	])('is known by %j', async (answer) => {
		let gone = true;
		const recorder = await startRecorder((request) => {
			if (formOf(request).action === 'login') return { body: { error: false, data: 'TOKEN' } };
			if (!gone) return { body: { error: false, credits: 1 } };
			gone = false;
			return answer;
		});
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const { items: output } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(output[0].json).toEqual({ credits: 1 });
	});
});

describe('a log-in that is refused', () => {
	test('is tried once, for all items and for the executions after it, and said clearly', async () => {
		const credentials = otherCredential();
		const run = async () =>
			await world.firmafy(getBalance, {
				credentials,
				input: tenItems,
				node: { onError: 'continueRegularOutput' },
			});
		const { items: output } = await run();
		await run();
		expect(await logins(world)).toEqual({ accepted: 0, refused: 1 });
		expect(output.map(({ json }) => json.error)).toEqual(
			tenItems.map(
				(_, item) => `Firmafy refused the log-in: Usuario o contraseña incorrectos [item ${item}]`,
			),
		);
		expect(JSON.stringify(output)).not.toContain('wrong password');
		expect((output[0].json.details as { description: string }).description).toContain(
			'not try them again for 10 minutes',
		);
	});

	test('is tried again after ten minutes', async () => {
		const credentials = otherCredential();
		await world.firmafy(getBalance, { credentials });
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60 * 1000);
		await world.firmafy(getBalance, { credentials });
		now.mockRestore();
		expect(await logins(world)).toEqual({ accepted: 0, refused: 2 });
	});

	test('names the item and what was already done, and never that it may have happened', async () => {
		const credentials = otherCredential();
		const { error } = await world.firmafy(create, { credentials, input: await withPdf(world) });
		expect(error?.message).toBe('Firmafy refused the log-in: Usuario o contraseña incorrectos [item 0]');
		expect(error?.description).toContain('Nothing had been done before.');
		expect(error?.description).not.toContain('panel');
	});

	test('an answer without a token is no log-in', async () => {
		const recorder = await startRecorder(() => ({ body: { error: false, message: 'hola' } }));
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const { error } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(error?.message).toContain('the answer to the log-in holds no token');
	});

	test('what is neither a 401 nor Firmafy’s own words says nothing of the password: the next run logs in', async () => {
		const answers: Array<ReturnType<Parameters<typeof startRecorder>[0]>> = [
			{ status: 302, headers: { location: '/mantenimiento.html' }, body: '' },
			{ status: 404, body: '<h1>Not found</h1>' },
			{ status: 403, body: '<h1>Forbidden</h1>' },
			{ status: 403, body: { message: 'Forbidden' } },
			{ status: 429, headers: { 'retry-after': '120' }, body: {} },
			{ status: 503, body: { error: true, message: 'mantenimiento' } },
		];
		const runs = answers.map(async (answer) => {
			let isDown = true;
			const recorder = await startRecorder((request) =>
				isDown ? answer : answering({ error: false, ...balance })(request),
			);
			const credentials = { firmafyApi: { ...world.credentials.firmafyApi, baseUrl: recorder.url } };
			const first = await world.firmafy(getBalance, { credentials });
			isDown = false;
			const second = await world.firmafy(getBalance, { credentials });
			await recorder.close();
			expect(first.error?.message).not.toContain('refused the log-in');
			expect(first.error?.context).toMatchObject({ fate: 'notTaken' });
			expect(second.items.map(({ json }) => json)).toEqual([balance]);
		});
		await Promise.all(runs);
	});

	test.each([
		[{ status: 401, body: '<h1>Unauthorized</h1>' }],
		[{ status: 403, body: { error: true, message: 'Usuario o contraseña incorrectos' } }],
	])('%j is one', async (answer) => {
		const recorder = await startRecorder(() => answer);
		const credentials = { firmafyApi: { ...world.credentials.firmafyApi, baseUrl: recorder.url } };
		for (let run = 0; run < 2; run++) {
			const { error } = await world.firmafy(getBalance, { credentials });
			expect(error?.message).toContain('Firmafy refused the log-in');
		}
		await recorder.close();
		expect(recorder.requests).toHaveLength(1);
	});

	test('a credential that cannot be read for a moment is not remembered', async () => {
		// Another address, so that nobody has logged in with it yet.
		const { firmafyApi } = world.credentials;
		const credentials = { firmafyApi: { ...firmafyApi, baseUrl: `${String(firmafyApi.baseUrl)}/` } };
		const { getDecrypted } = EngineCredentials.prototype;
		let readings = 0;
		jest.spyOn(EngineCredentials.prototype, 'getDecrypted').mockImplementation(async function (
			this: EngineCredentials,
			...parameters
		) {
			readings += 1;
			if (readings >= 2) throw new Error('Connection terminated unexpectedly');
			return await getDecrypted.apply(this, parameters);
		});
		const first = await world.firmafy(getBalance, { credentials });
		jest.restoreAllMocks();
		const second = await world.firmafy(getBalance, { credentials });
		expect(first.error?.message).toContain('Connection terminated unexpectedly');
		expect(second.items.map(({ json }) => json)).toEqual([balance]);
	});

	test('an address that does not answer is tried again by the next execution', async () => {
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: 'http://127.0.0.1:9' };
		const { error } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		expect(error?.message).toContain('127.0.0.1:9 could not be reached');
		expect(error?.description).toContain('Nothing was sent.');
	});
});

describe('what is a success, and what is none', () => {
	const invalidate = { resource: 'signatureRequest', operation: 'invalidate', csv: 'X' };
	async function answered(parameters: INodeParameters, body: unknown, input?: INodeExecutionData[]) {
		const recorder = await startRecorder((request) =>
			formOf(request).action === 'login' ? { body: { error: false, data: 'TOKEN' } } : { body },
		);
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const run = await world.firmafy(parameters, { credentials: { firmafyApi }, input });
		await recorder.close();
		return { ...run, sent: recorder.requests.length - 1 };
	}

	// No document shows what this action answers, nor what certified e-mails, SMS and subscriptions do.
	test.each([
		[{ message: 'SMS Enviado' }, { message: 'SMS Enviado', csv: 'X' }],
		[
			{ error: false, message: 'Hecho' },
			{ message: 'Hecho', csv: 'X' },
		],
		[{ error: 'false' }, { csv: 'X' }],
		[{ error: 0 }, { csv: 'X' }],
		[{ error: '0' }, { csv: 'X' }],
		[{ error: null }, { csv: 'X' }],
		['', { csv: 'X' }],
	])('where no answer is documented, %j is done', async (body, json) => {
		const { error, items: output } = await answered(invalidate, body);
		expect(error).toBeUndefined();
		expect(output[0].json).toEqual(json);
	});

	test('a web page is none: it may have been done, and is sent once', async () => {
		const { error, sent } = await answered(invalidate, '<html>mantenimiento</html>');
		expect(error?.message).toContain('Firmafy may have carried this out, but its answer was lost');
		expect(sent).toBe(1);
	});

	test.each([[{ error: false, message: 'Documento Enviado' }], [{ error: false, data: '' }], ['']])(
		'a request whose answer has no csv, such as %j, may have been made, and is sent once',
		async (body) => {
			const { error, sent } = await answered(create, body, await withPdf(world));
			expect(error?.message).toContain('Firmafy may have carried this out, but its answer was lost');
			expect(error?.context).toMatchObject({ fate: 'unknown' });
			expect(sent).toBe(1);
		},
	);

	test('a balance that says neither success nor credits is none', async () => {
		const { error } = await answered(getBalance, { message: 'hola' });
		expect(error?.message).toContain('Firmafy did not give a usable answer');
	});

	test.each([
		[{ error: 'true', message: 'No' }, ': No [item 0]'],
		[{ error: 1, error_message: 'Tampoco' }, ': Tampoco [item 0]'],
		[{ error: true, data: 'Así no' }, ': Así no [item 0]'],
		[{ error: true }, 'without saying why'],
		[{ error: 'Saldo insuficiente' }, ': Saldo insuficiente [item 0]'],
		[{ error: 2 }, ': 2 [item 0]'],
		[{ error: { code: 7, message: 'Sin permiso' } }, ': Sin permiso [item 0]'],
		[{ error: 'Saldo insuficiente', data: null }, ': Saldo insuficiente [item 0]'],
	])('%j is a refusal', async (body, words) => {
		const { error } = await answered(create, body, await withPdf(world));
		expect(error?.message).toContain('Firmafy refused the request (200)');
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ fate: 'refused' });
	});

	test('JSON that PHP calls text/html is JSON', async () => {
		const recorder = await startRecorder((request) => ({
			headers: { 'content-type': 'text/html; charset=UTF-8' },
			...answering({ error: false, credits: 3 })(request),
		}));
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const { items: output } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(output[0].json).toEqual({ credits: 3 });
	});
});

describe('secrets', () => {
	test('password and token are not in an error, even when Firmafy repeats them', async () => {
		const { password } = world.sandbox.firmafy;
		const recorder = await startRecorder((request) => {
			const { action, token } = formOf(request);
			if (action === 'login') return { body: { error: false, data: 'TOKEN-TO-HIDE' } };
			return { body: { error: true, message: `no: ${token} ${password}`, again: token } };
		});
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
		const { error, execution } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
		await recorder.close();
		expect(error?.message).toContain('no: ••• •••');
		expect(JSON.stringify(execution)).not.toContain('TOKEN-TO-HIDE');
		expect(JSON.stringify(execution)).not.toContain(password);
	});
});

describe('Session: Get Token', () => {
	async function balanceWith(token: unknown): Promise<unknown> {
		const { baseUrl, idShow } = world.sandbox.firmafy;
		const answer = await fetch(`${baseUrl}/ApplicationProgrammingInterface.php`, {
			method: 'POST',
			body: new URLSearchParams({ action: 'balance', token: String(token), id_show: idShow }),
		});
		return await answer.json();
	}

	test('logs in anew, once for ten items, also when the session in use is stale', async () => {
		const { items: output } = await world.firmafy(getToken, { input: tenItems });
		const { token, loggedInAt, replacedAt } = output[0].json as Record<string, string>;
		expect(output.map(({ json }) => json.token)).toEqual(Array(10).fill(token));
		expect(Date.parse(replacedAt) - Date.parse(loggedInAt)).toBe(60 * 60 * 1000);
		expect(await balanceWith(token)).toEqual({ error: false, ...balance });
		expect(await logins(world)).toEqual({ accepted: 1, refused: 0 });
		const next = await world.firmafy(getToken);
		expect(next.items[0].json.token).not.toBe(token);
	});

	test('the others use it from then on; n8n is told that it is secret', async () => {
		await world.firmafy(getToken);
		await world.firmafy(getBalance);
		expect(await logins(world)).toEqual({ accepted: 1, refused: 0 });
		expect(new Firmafy().description.sensitiveOutputFields).toEqual(['token']);
	});

	test('a refused log-in is one attempt for ten items', async () => {
		const credentials = otherCredential();
		const { items: output } = await world.firmafy(getToken, {
			credentials,
			input: tenItems,
			node: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ json }) => json.error)).toEqual(
			tenItems.map(
				(_, item) => `Firmafy refused the log-in: Usuario o contraseña incorrectos [item ${item}]`,
			),
		);
		expect(await logins(world)).toEqual({ accepted: 0, refused: 1 });
	});
});

describe('Webhook: Subscribe', () => {
	const subscribe = {
		resource: 'webhook',
		operation: 'subscribe',
		url: 'https://www.example.com/hook?a=1&b=2',
	};

	test('the documented fields, and what it gives', async () => {
		const { items: output, error } = await world.firmafy({ ...subscribe, type: '2', method: '1' });
		expect(error).toBeUndefined();
		expect(output[0].json).toEqual({
			message: 'Webhook guardado',
			type: 2,
			method: 1,
			url: 'https://www.example.com/hook?a=1&b=2',
		});
		expect((await world.control.get('/firmafy/subscriptions')).data).toEqual([
			{ type: 2, method: 1, url: 'https://www.example.com/hook?a=1&b=2' },
		]);
	});

	test('a URL that is none is said before anything is sent', async () => {
		const { error } = await world.firmafy({ ...subscribe, url: 'www.example.com' });
		expect(error?.message).toMatch(/"Webhook URL" is not a web address/);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});
});

describe('the credential’s test', () => {
	const tested = async (changes: IDataObject) =>
		await world.engine.testCredential('firmafyApi', { ...world.credentials.firmafyApi, ...changes } as never);

	test('logs in anew, and asks for the balance, which costs nothing', async () => {
		expect(await tested({})).toMatchObject({ status: 'OK' });
		expect(await logins(world)).toEqual({ accepted: 1, refused: 0 });
		expect(await tested({})).toMatchObject({ status: 'OK' });
		expect(await logins(world)).toEqual({ accepted: 2, refused: 0 });
	});

	test('says what is wrong, and never with a secret', async () => {
		const password = 'no & no, not this one';
		const wrong = await tested({ password });
		expect(wrong.status).toBe('Error');
		expect(wrong.message).toContain('Firmafy refused the log-in: Usuario o contraseña incorrectos');
		expect(wrong.message).not.toContain(password);
		const otherAccount = await tested({ idShow: 'of somebody else' });
		expect(otherAccount.message).toContain('El id_show no corresponde al usuario');
		expect(otherAccount.message).toContain('Configuración in Firmafy’s panel');
		expect((await tested({ baseUrl: 'app.firmafy.com' })).message).toContain('is no web address');
		expect((await tested({ baseUrl: 'http://127.0.0.1:9' })).message).toContain('could not be reached');
	});

	test.each([
		['a web page', '<html>Bienvenido</html>'],
		['a refusal in text', { error: 'true', message: 'No permitido' }],
		['a refusal in its own place', { error: 'Usuario sin permiso de API' }],
		['JSON of somebody else', { status: 'ok' }],
		['nothing', ''],
	])('fails for %s', async (_, body) => {
		const recorder = await startRecorder(() => ({ body }));
		const result = await tested({ baseUrl: recorder.url });
		await recorder.close();
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^Firmafy (refused the log-in|did not give a usable answer)/);
	});
});

test.each([
	[500, { error: false, data: 'token-that-nobody-may-see' }],
	[300, { error: false, data: 'token-that-nobody-may-see' }],
	[200, [{ error: false, data: 'token-that-nobody-may-see' }]],
	[200, { error: false, data: { token: 'token-that-nobody-may-see' } }],
])('a token in an answer that is no log-in (%i, %j) is not shown', async (status, body) => {
	const recorder = await startRecorder(() => ({ status, body }));
	const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url };
	const { error } = await world.firmafy(getBalance, { credentials: { firmafyApi } });
	await recorder.close();
	expect(error?.message).toContain('Firmafy');
	expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain('token-that');
});
