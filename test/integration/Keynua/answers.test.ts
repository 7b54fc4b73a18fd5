import type { INodeParameters } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';
import { byId, contractForm, jsons, pdfItem, record } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

const code = (operation: string, more: INodeParameters = {}) => ({
	...{ resource: 'oneTimeCode', operation, signerToken: 'eyJ0eXAiOiJKV1Qi' },
	...more,
});

describe('a code that was not sent ("sent: Si el código OTP se envió o no")', () => {
	const notSent = { sent: false, channel: 'sms', resendInSec: 60, availableAttempts: 2 };

	test('is a failure, with what the answer tells', async () => {
		const { error } = (await record(world, code('send'), { answer: notSent })).run;
		expect(error?.message).toContain('Keynua refused the request (200)');
		expect(error?.description).toMatch(/did not send the code.*in 60 seconds, with 2 tries left/);
		expect(error?.context.fate).toBe('refused');
	});

	test('is what Get Details was asked for, and no failure there', async () => {
		const { run } = await record(world, code('getDetails'), { answer: notSent });
		expect(jsons(run)).toEqual([notSent]);
	});
});

/** What the documents' answers show for a success; each operation with an answer that lacks it, and with one that denies it. */
const operations: Array<[name: string, parameters: INodeParameters, shown: string, answer: object]> = [
	['Contract: Create', contractForm, 'id', { title: 'Loan', items: [] }],
	[
		'Identity Verification: Create',
		{
			...{ resource: 'identityVerification', operation: 'create', title: 'Identification' },
			...{ documentNumber: '12345678', inviteBy: 'nobody' },
		},
		'id',
		{ status: 'pending' },
	],
	[
		'Contract: Approve',
		{ resource: 'contract', operation: 'approve', contractId: byId('1'), message: 'Yes' },
		'success',
		{ item: { itemId: 1 } },
	],
	[
		'Contract: Decline',
		{ resource: 'contract', operation: 'decline', contractId: byId('1'), message: 'No' },
		'success',
		{},
	],
	['One-Time Code: Send', code('send'), 'sent', { channel: 'sms' }],
	['One-Time Code: Verify', code('verify', { code: '1234' }), 'otpToken', { otpToken: null }],
	[
		'One-Time Code: Create as Owner',
		{ ...code('createAsOwner'), contractId: byId('1'), userId: '0' },
		'code',
		{ resendInSec: 60 },
	],
	[
		'Signing: Submit Items',
		{
			...{ resource: 'signing', operation: 'submitItems', signerToken: 'eyJ0eXAiOiJKV1Qi' },
			items: { item: [{ itemId: '1', version: '0', kind: 'terms' }] },
		},
		'ok',
		{},
	],
	[
		'Signing: Update Item',
		{
			...{ resource: 'signing', operation: 'updateItem', signerToken: 'eyJ0eXAiOiJKV1Qi' },
			...{ itemId: '1', version: '0', linkId: 'link' },
		},
		'id',
		{ state: 'success' },
	],
];

test.each(operations)(
	'%s: an answer that does not show the success',
	async (_, parameters, shown, answer) => {
		const input = [await pdfItem(world)];
		const { error } = (await record(world, parameters, { answer, input })).run;
		expect(error?.message).toContain(`its answer has no “${shown}`);
		expect(error?.context.fate).toBe('unknown');
		const denied = (await record(world, parameters, { answer: { ...answer, [shown]: false }, input })).run;
		expect(denied.error?.context.fate).toBe('refused');
	},
);

test.each([
	['approve', 'e', 'not approved'],
	['decline', 's', 'not declined'],
])('the opposite decision is none: %s', async (operation, itemState, words) => {
	const parameters = { resource: 'contract', operation, contractId: byId('1'), message: 'Because' };
	const answer = { success: true, item: { itemId: 1, itemState, itemVersion: 1 } };
	expect((await record(world, parameters, { answer })).run.error?.message).toContain(words);
});

describe('the Test button', () => {
	const test_ = async (changes: Record<string, string> = {}) =>
		await world.engine.testCredential('keynuaApi', { ...world.credentials.keynuaApi, ...changes });
	const answered = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
		const recorder = await startRecorder(() => ({ status, body, headers }));
		const result = await test_({ baseUrl: `${recorder.url}/` }).finally(recorder.close);
		return { ...result, requests: recorder.requests };
	};

	test('right and wrong keys, with the environment that was tried', async () => {
		expect(await test_()).toEqual({ status: 'OK', message: expect.stringContaining('Custom') });
		const wrong = await test_({ apiToken: 'wrong-token' });
		expect(wrong).toEqual({
			status: 'Error',
			message: expect.stringMatching(/refused the request \(401.*check its keys/),
		});
		expect(wrong.message).toMatch(/Tried: the address of the environment Custom/);
		expect(wrong.message).not.toContain('wrong-token');
	});

	test('asks once, for one line of a list, with the keys', async () => {
		const { status, requests } = await answered(200, { items: [] });
		expect([status, requests.length]).toEqual(['OK', 1]);
		expect(requests[0]).toMatchObject({
			...{ method: 'GET', url: '/identity-verification/v1/list?limit=1' },
			headers: { 'x-api-key': 'sandbox-api-key', authorization: 'sandbox-api-token' },
		});
	});

	test.each([
		['a web page', 200, '<html><body>Welcome</body></html>', /the answer is not JSON.*Check the base URL/],
		['another API', 200, { hello: 'world' }, /its answer has no “items”.*Check the base URL/],
		['nothing', 200, '', /its answer has no “items”/],
		['a page that is not there', 404, '<html>404</html>', /\(404\).*same account and environment/],
		['a redirect', 302, '', /\(302\).*Check the base URL/],
		[
			'a no within a 200',
			200,
			{ ok: false, message: 'No account' },
			/refused the request \(200\): No account/,
		],
		['refused keys', 403, { message: 'Forbidden' }, /refused the request \(403\): Forbidden/],
		['a provider in trouble', 503, { message: 'Down' }, /did not give a usable answer \(503\): Down/],
	])('%s is no success', async (_, status, body, sentence) => {
		const { message, ...result } = await answered(status, body, { location: 'http://127.0.0.1:1/' });
		expect(result.status).toBe('Error');
		expect(message).toMatch(sentence);
		expect(message).toMatch(/Tried: .*Custom/);
	});

	test('an address where nobody is, and one that is none', async () => {
		expect(await test_({ baseUrl: 'http://127.0.0.1:1' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/could not be reached \(ECONNREFUSED\)/),
		});
		expect(await test_({ baseUrl: 'api.keynua.com' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('no web address'),
		});
	});
});

describe('the civil status of a Cavali note: 3 is divorced and 4 widowed, at RENIEC the other way round', () => {
	const noteWith = async (client_civilStatus: INodeParameters[string]) => {
		const note = { clientSigner: 1, client_civilStatus };
		const { requests, run } = await record(
			world,
			{ ...contractForm, additionalFields: { cavaliNote: { note } } },
			{ input: [await pdfItem(world)], answer: { id: 'c', items: [] } },
		);
		const { flags } = (requests[0]?.json ?? {}) as { flags?: { cavaliData: { client: object } } };
		return { client: flags?.cavaliData.client, error: run.error };
	};

	test.each([
		...[
			['Soltero', 1],
			['soltera', 1],
			['Casado', 2],
			['Divorciado', 3],
			['DIVORCIADA', 3],
			['Viudo', 4],
		],
		...[
			[' viuda ', 4],
			['Widowed', 4],
			['1', 1],
			['2', 2],
		],
	] as Array<[string, number]>)('%s is sent as %i', async (given, civilStatus) => {
		expect((await noteWith(given)).client).toEqual({ userId: 0, civilStatus });
	});

	test.each(['3', '4'])('the number %s, such as RENIEC gives it, is not taken in silence', async (given) => {
		const { client, error } = await noteWith(given);
		expect(client).toBeUndefined();
		expect(error?.message).toContain('which can mean two things');
		expect(error?.description).toContain('Divorciado');
	});

	test('what is none is a sentence', async () => {
		expect((await noteWith('Conviviente')).error?.message).toContain('no civil status that Cavali knows');
	});
});
