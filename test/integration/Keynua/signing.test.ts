import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';
import { act, byId, createContract, jsons, record, requestsSeen } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const signing = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'signing',
	operation,
	...more,
});
const code = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'oneTimeCode',
	operation,
	...more,
});
const image = async (
	bytes = 2_000,
	fileName = 'id.jpg',
	mimeType = 'image/jpeg',
): Promise<INodeExecutionData> => ({
	json: {},
	binary: { data: await world.engine.file(Buffer.alloc(bytes, 7), { fileName, mimeType }) },
});
const upload = async (signerToken: string, item?: INodeExecutionData) =>
	await world.keynua(signing('uploadFile', { signerToken }), { input: [item ?? (await image())] });

interface PendingItem {
	itemId: number;
	type: string;
	version: number;
}

async function pendingOf(signerToken: string): Promise<PendingItem[]> {
	const [json] = jsons(await world.keynua(signing('getPendingItems', { signerToken })));
	return json.items as unknown as PendingItem[];
}

/** What a person gives for an item, as rows of the form. */
async function rowFor(signerToken: string, { itemId, type }: PendingItem): Promise<INodeParameters> {
	if (type === 'terms' || type === 'documents') return { itemId, kind: type };
	if (type === 'text') return { itemId, kind: 'text', text: '46464646' };
	const file = type === 'video' ? await image(2_000, 'sign.mp4', 'video/mp4') : undefined;
	const [{ linkId }] = jsons(await upload(signerToken, file));
	return { itemId, kind: 'file', linkId: String(linkId) };
}

async function submit(signerToken: string, more: INodeParameters = {}) {
	const rows = await Promise.all(
		(await pendingOf(signerToken)).map(async (item) => await rowFor(signerToken, item)),
	);
	return await world.keynua(signing('submitItems', { signerToken, items: { item: rows }, ...more }));
}

const statusOf = async (id: string) => (await world.control.get(`/keynua/contracts/${id}`)).data.status;

describe('the documented requests', () => {
	test('pending items: the token in the body, no API keys', async () => {
		const answer = {
			id: '4d50f870-xxxx-xxxx-xxxx-1b50872e31d5e1',
			templateId: 'keynua-peru-default',
			userName: 'Usuario Prueba',
			views: [
				{ id: 'info', type: 'info' },
				{
					id: 'view_2_0',
					type: 'input',
					input: { id: 2, type: 'terms', userId: 0, version: 0, title: 'Aceptación de Términos' },
				},
			],
		};
		for (const signerToken of ['USER-TOKEN', 'https://sign.keynua.com/index.html?token=USER-TOKEN&x=1']) {
			const { requests, run } = await record(world, signing('getPendingItems', { signerToken }), { answer });
			expect(requests).toMatchObject([
				{ method: 'POST', url: '/contracts/v1/sign', json: { token: 'USER-TOKEN' } },
			]);
			expect(Object.keys(requests[0].headers)).not.toEqual(expect.arrayContaining(['x-api-key']));
			expect(requests[0].headers).not.toHaveProperty('authorization');
			expect(jsons(run)).toEqual([
				{
					contractId: answer.id,
					templateId: 'keynua-peru-default',
					userName: 'Usuario Prueba',
					items: [{ itemId: 2, type: 'terms', userId: 0, version: 0, title: 'Aceptación de Términos' }],
				},
			]);
		}
		const raw = await record(world, signing('getPendingItems', { signerToken: 't', simplify: false }), {
			answer,
		});
		expect(jsons(raw.run)).toEqual([answer]);
	});

	test('submitting: the sample of the document, item by item', async () => {
		const item = [
			{ itemId: '0', version: '0', kind: 'terms', viewedAt: '2023-03-30T20:15:30.001Z' },
			{ itemId: '1', version: '0', kind: 'documents', opened: true },
			{ itemId: '2', version: '0', kind: 'text', text: '46464646' },
			{ itemId: '3', version: '0', kind: 'file', linkId: 'LINK-ID-HERE' },
			{ itemId: '4', version: '7', kind: 'json', value: '{ "fields": [] }' },
		];
		const parameters = signing('submitItems', { signerToken: 'USER-TOKEN-HERE', items: { item } });
		const { requests } = await record(world, parameters, { answer: { ok: true } });
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: 'PUT', url: '/contracts/v2/sign/batch' });
		expect(requests[0].headers).not.toHaveProperty('authorization');
		expect(requests[0].json).toEqual({
			token: 'USER-TOKEN-HERE',
			items: [
				{ itemId: 0, version: 0, value: { viewedAt: '2023-03-30T20:15:30.001Z' } },
				{ itemId: 1, version: 0, value: { opened: true } },
				{ itemId: 2, version: 0, value: { text: '46464646' } },
				{ itemId: 3, version: 0, value: { linkId: 'LINK-ID-HERE' } },
				{ itemId: 4, version: 7, value: { fields: [] } },
			],
		});
		const withOtp = await record(world, { ...parameters, otpToken: 'OTP' }, { answer: { ok: true } });
		expect(withOtp.requests[0].json).toMatchObject({ otpToken: 'OTP' });
	});

	test.each([
		[
			{ ok: false, message: 'La versión no es la actual' },
			'Keynua refused the request (200): La versión no es la actual',
		],
		[{ ok: false }, 'Keynua refused the request (200) without saying why'],
	])('submitting: %j is a no, though it comes with a 200', async (answer, message) => {
		const item = [{ itemId: '1', version: '0', kind: 'documents' }];
		const parameters = signing('submitItems', { signerToken: 'USER-TOKEN-HERE', items: { item } });
		const { run, requests } = await record(world, parameters, { answer });
		expect(run.items).toEqual([]);
		expect(run.error?.message).toContain(message);
		expect(run.error?.context).toMatchObject({ fate: 'refused' });
		expect(requests).toHaveLength(1);
	});

	test('the older call for one item', async () => {
		const parameters = { signerToken: 'USER-TOKEN-HERE', itemId: '2', version: '8', linkId: 'LINK-ID-HERE' };
		const { requests } = await record(world, signing('updateItem', { ...parameters, otpToken: 'OTP' }));
		expect(requests[0]).toMatchObject({ method: 'PUT', url: '/contracts/v1/sign' });
		expect(requests[0].headers).not.toHaveProperty('x-api-key');
		expect(requests[0].json).toEqual({
			token: 'USER-TOKEN-HERE',
			itemId: 2,
			version: 8,
			value: { linkId: 'LINK-ID-HERE' },
			otpToken: 'OTP',
		});
	});

	test('one-time codes', async () => {
		const auth = { type: 'contract', token: 'T' };
		const sent = async (parameters: INodeParameters) => (await record(world, parameters)).requests[0];
		const send = await sent(code('send', { signerToken: 'T' }));
		expect(send).toMatchObject({ method: 'PUT', url: '/send-otp/v1', json: { auth } });
		const verify = await sent(code('verify', { signerToken: 'T', code: 'GtEyfgCb' }));
		expect(verify).toMatchObject({ method: 'POST', url: '/send-otp/v1', json: { auth, code: 'GtEyfgCb' } });
		const details = await sent(code('getDetails', { signerToken: 'T' }));
		expect(details).toMatchObject({ method: 'POST', url: '/send-otp/v1/details', json: { auth } });
		for (const { headers } of [send, verify, details]) {
			expect(headers).not.toHaveProperty('authorization');
			expect(headers).not.toHaveProperty('x-api-key');
		}
		const contractId = '00000000-0000-0000-0000-000000000001';
		const owner = await sent(code('createAsOwner', { contractId: byId(contractId), userId: '0' }));
		expect(owner).toMatchObject({
			method: 'POST',
			url: '/send-otp/v1/create-code-as-owner',
			json: { auth: { type: 'owner', contractId, userId: '0' } },
			headers: { 'x-api-key': 'sandbox-api-key', authorization: 'sandbox-api-token' },
		});
		const byToken = await sent(code('createAsOwner', { signerBy: 'contract', signerToken: 'T' }));
		expect(byToken.json).toEqual({ auth });
	});
});

describe('Upload File', () => {
	test('asks for a link, then sends the bytes with exactly its headers, and no API keys', async () => {
		const storage = await startRecorder(() => ({ body: '' }));
		const headers = { 'Content-Type': 'image/jpeg', 'x-amz-tagging': 'account-id=a', 'x-other': 'value' };
		const answer = { linkId: 'some:id', url: `${storage.url}/bucket/key?sig=1`, method: 'PUT', headers };
		const { requests, run } = await record(
			world,
			signing('uploadFile', { signerToken: 'T', fileName: 'some_file.jpg' }),
			{
				input: [await image(3)],
				answer,
			},
		).finally(async () => await storage.close());
		expect(requests).toMatchObject([
			{ method: 'POST', url: '/contracts/v1/sign/upload', json: { token: 'T', name: 'some_file.jpg' } },
		]);
		expect(jsons(run)).toEqual([{ linkId: 'some:id', fileName: 'some_file.jpg', size: 3 }]);
		const [put] = storage.requests;
		expect(put).toMatchObject({ method: 'PUT', url: '/bucket/key?sig=1', body: '\u0007\u0007\u0007' });
		expect(put.headers).toMatchObject({
			'content-type': 'image/jpeg',
			'x-amz-tagging': 'account-id=a',
			'x-other': 'value',
		});
		const own = Object.keys(put.headers).filter(
			(name) => !/^(host|connection|content-length|accept|accept-encoding|user-agent)$/.test(name),
		);
		expect(own.sort()).toEqual(['content-type', 'x-amz-tagging', 'x-other']);
	});

	test('a link that leads elsewhere than to https is not used', async () => {
		for (const url of ['http://203.0.113.7/x', '', undefined]) {
			const answer = { linkId: 'l', url, method: 'PUT', headers: {} };
			const { run } = await record(world, signing('uploadFile', { signerToken: 'T' }), {
				input: [await image()],
				answer,
			});
			expect(run.error?.message).toMatch(/not safe to open|no web address/);
		}
	});

	test('a broken connection during the upload is tried again: the same bytes at the same address', async () => {
		const { users } = await createContract(world);
		await world.control.post('/faults', {
			provider: 'keynua',
			kind: 'reset-after',
			method: 'PUT',
			pathContains: '/uploads/',
		});
		expect(jsons(await upload(users[0].token))).toMatchObject([{ linkId: expect.any(String) }]);
	});

	test('too large, without an extension, absent, empty: before anything is sent', async () => {
		const refused = async (item: INodeExecutionData, more: INodeParameters = {}) => {
			const { requests, run } = await record(world, signing('uploadFile', { signerToken: 'T', ...more }), {
				input: [item],
			});
			expect(requests).toEqual([]);
			return run.error?.message;
		};
		expect(await refused(await image(1024 * 1024 + 1))).toContain('Keynua takes at most 1 MB');
		const video = await image(1024 * 1024 + 1, 'sign.mp4', 'video/mp4');
		expect(await refused(video)).toContain('Keynua takes at most 1 MB');
		expect(await refused(await image(3, 'photo'))).toContain('"File Name" has no extension: photo');
		expect(await refused({ json: {} })).toContain('there is no file in the field "data"');
		expect(await refused(await image(0))).toContain('is empty');
		expect(await refused(await image(), { signerToken: '={{ "" }}' })).toContain('"Signer Token" is empty');
	});
});

describe('a signing page of one’s own', () => {
	test('from the pending items to the finished contract', async () => {
		const { id, users } = await createContract(world);
		const [{ token }] = users;
		const pending = await pendingOf(token);
		expect(pending.map(({ type, version }) => `${type} ${version}`)).toEqual([
			'terms 0',
			'documents 0',
			'text 0',
			'image 0',
			'video 0',
		]);
		expect(jsons(await submit(token))).toEqual([{ ok: true }]);
		expect(await statusOf(id)).toBe('done');
		expect(await pendingOf(token)).toEqual([]);
		const seen = (await requestsSeen(world)).filter(({ url }) => /\/sign|\/uploads\//.test(url));
		for (const { headers } of seen) {
			expect(headers).not.toContain('x-api-key');
			expect(headers).not.toContain('authorization');
		}
	});

	test('after a failed check the version has grown, and an old one is refused', async () => {
		const { id, users } = await createContract(world);
		const [{ token }] = users;
		await world.control.post(`/keynua/contracts/${id}/users/0/fail-next`, { itemType: 'detectlabels' });
		jsons(await submit(token));
		expect(await statusOf(id)).toBe('error');
		const [photo, ...others] = await pendingOf(token);
		expect([photo.type, photo.version, others]).toEqual(['image', 1, []]);
		const row = await rowFor(token, photo);
		const old = await world.keynua(
			signing('submitItems', { signerToken: token, items: { item: [{ ...row, version: '0' }] } }),
		);
		expect(old.error?.message).toContain(`version of item ${photo.itemId} is 1, not 0`);
		jsons(await world.keynua(signing('submitItems', { signerToken: token, items: { item: [row] } })));
		expect(await statusOf(id)).toBe('done');
	});

	test('the older call, one file at a time', async () => {
		const { id, users } = await createContract(world);
		const [{ token }] = users;
		const pending = await pendingOf(token);
		const rows = pending.filter(({ type }) => !['image', 'video'].includes(type));
		const item = await Promise.all(rows.map(async (row) => await rowFor(token, row)));
		jsons(await world.keynua(signing('submitItems', { signerToken: token, items: { item } })));
		for (const { itemId, version, type } of pending.filter(({ type: kind }) =>
			['image', 'video'].includes(kind),
		)) {
			const { linkId } = await rowFor(token, { itemId, type, version });
			const parameters = { signerToken: token, itemId: String(itemId), version: String(version), linkId };
			const [updated] = jsons(await world.keynua(signing('updateItem', parameters)));
			expect(updated).toMatchObject({ id: itemId, type, version: 1, state: 'success' });
		}
		expect(await statusOf(id)).toBe('done');
	});

	test('what cannot be sent is a sentence', async () => {
		const { users } = await createContract(world);
		const [{ token }] = users;
		const sentence = async (item: object[]) =>
			(await world.keynua(signing('submitItems', { signerToken: token, items: { item } as INodeParameters })))
				.error;
		expect((await sentence([]))?.message).toContain('"Items" is empty');
		expect((await sentence([{ itemId: 'x', kind: 'text', text: 'a' }]))?.message).toContain(
			'"Item 1: Item ID" is not a whole number: x',
		);
		expect((await sentence([{ itemId: '3', kind: 'text' }]))?.message).toContain('"Item 1: Text" is empty');
		expect((await sentence([{ itemId: '4', kind: 'file' }]))?.message).toContain(
			'"Item 1: Link ID" is empty',
		);
		expect((await sentence([{ itemId: '1', kind: 'terms', viewedAt: 'x' }]))?.message).toContain(
			'"Item 1: Viewed At" is not a date',
		);
		expect((await sentence([{ itemId: '1', kind: 'json', value: '[' }]))?.message).toContain(
			'"Item 1: Value (JSON)" is not a JSON object',
		);
		const unknown = await sentence([{ itemId: '99', kind: 'text', text: 'a' }]);
		expect(unknown?.message).toContain('"Item 1: Item ID" is 99, which this person does not have to give');
		expect(unknown?.description).toContain('Pending are: 1, 2, 3, 4, 5.');
	});

	test('an unknown token: the advice is about the token, which is not repeated', async () => {
		const { error, execution } = await world.keynua(
			signing('getPendingItems', { signerToken: 'secret-token-of-nobody' }),
		);
		expect(error?.message).toContain('Keynua refused the request (401)');
		expect(error?.description).toContain('Check the token');
		const { parameters, ...rest } = execution.data.executionData?.nodeExecutionStack[0]?.node ?? {
			parameters: {},
		};
		expect(parameters).toBeDefined();
		expect(JSON.stringify([error?.message, error?.description, error?.context, rest])).not.toContain(
			'secret-token',
		);
	});
});

describe('one-time codes', () => {
	const otpContract = async (channel = 'sms') =>
		await createContract(world, { templateId: `sandbox-otp-${channel}` });
	const codeOnPhone = async (id: string) =>
		(await world.control.get(`/keynua/contracts/${id}/users/0/code`)).data.code;
	const wait = async (advanceSeconds: number) => await act(world, '/clock', { advanceSeconds });
	const failure = async (parameters: INodeParameters) => {
		const { error } = await world.keynua(parameters);
		return `${error?.message} | ${error?.description}`;
	};

	test('are sent, verified, and open the way to sign', async () => {
		const { id, users } = await otpContract();
		const [{ token: signerToken }] = users;
		expect(
			await failure(
				signing('submitItems', { signerToken, items: { item: [{ itemId: '1', kind: 'terms' }] } }),
			),
		).toContain('INVALID_AUTH');
		expect(jsons(await world.keynua(code('send', { signerToken })))).toEqual([
			{ sent: true, channel: 'sms', resendInSec: 60, availableAttempts: 3 },
		]);
		const [{ otpToken }] = jsons(
			await world.keynua(code('verify', { signerToken, code: await codeOnPhone(id) })),
		);
		expect(jsons(await submit(signerToken, { otpToken: String(otpToken) }))).toEqual([{ ok: true }]);
		expect(await statusOf(id)).toBe('done');
	});

	test('each documented code of refusal comes with its sentence, what to do, and Keynua’s words', async () => {
		const { id, users } = await otpContract();
		const [{ token: signerToken }] = users;
		const send = code('send', { signerToken });
		const verify = (text: string) => code('verify', { signerToken, code: text });
		jsons(await world.keynua(send));
		expect(await failure(send)).toMatch(
			/\(400, CODE_SENT_RECENTLY\): El código ya se envió.*A code was sent a moment ago\. Wait/,
		);
		expect(await failure(verify('wrong!'))).toMatch(
			/WRONG_CODE.*The code is not the right one\. Ask the person/,
		);
		const first = await codeOnPhone(id);
		await wait(601);
		expect(await failure(verify(first))).toMatch(/EXPIRED_CODE.*The code is too old\. Have a new code made/);
		jsons(await world.keynua(send));
		const second = await codeOnPhone(id);
		jsons(await world.keynua(verify(second)));
		expect(await failure(verify(second))).toMatch(/USED_CODE.*The code was used already/);
		await wait(61);
		jsons(await world.keynua(send));
		await wait(61);
		expect(await failure(send)).toMatch(/OUT_OF_DELIVERIES.*No more codes may be sent/);
		await failure(verify('wrong!'));
		await failure(verify('wrong!'));
		expect(await failure(verify('wrong!'))).toMatch(/OUT_OF_ATTEMPTS.*too many tries/);
		expect(await failure(code('send', { signerToken: 'nobody' }))).toMatch(
			/INVALID_TOKEN.*token is not valid/,
		);
		const plain = await createContract(world);
		expect(await failure(code('send', { signerToken: plain.users[0].token }))).toMatch(
			/INVALID_AUTH.*does not know this signer/,
		);
	});

	test('made as owner they are answered and not sent; details tell', async () => {
		const { id, users } = await otpContract('email');
		const [{ token: signerToken }] = users;
		const details = async () => jsons(await world.keynua(code('getDetails', { signerToken })))[0];
		expect(await details()).toEqual({ sent: false, channel: 'email', resendInSec: 0, availableAttempts: 3 });
		const [made] = jsons(await world.keynua(code('createAsOwner', { contractId: byId(id), userId: '0' })));
		expect(made).toEqual({ code: await codeOnPhone(id), resendInSec: 60, availableAttempts: 3 });
		await wait(10);
		expect(await details()).toMatchObject({ sent: false, resendInSec: 50 });
		await wait(60);
		const [byToken] = jsons(await world.keynua(code('createAsOwner', { signerBy: 'contract', signerToken })));
		expect(byToken.code).not.toBe(made.code);
		const unknown = code('createAsOwner', { contractId: byId(id), userId: '7' });
		expect(await failure(unknown)).toContain('INVALID_AUTH');
	});
});
