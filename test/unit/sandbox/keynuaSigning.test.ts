import { createHash } from 'node:crypto';
import axios from 'axios';
import { createContract, type Harness, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => {
	harness = await startHarness();
});
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

interface Pending {
	views: Array<{ id: string; type: string; input?: { id: number; type: string; version: number } }>;
}

const control = async (path: string, body: object = {}) =>
	await harness.plain.post(`/control/keynua${path}`, body);
/** Keynua's API without the account's credentials. */
const open = async (method: string, path: string, data: object, headers: Record<string, string> = {}) =>
	await harness.plain.request({ method, url: `/keynua${path}`, data, headers });
const pending = async (token: string) =>
	(await open('POST', '/contracts/v1/sign', { token })).data as Pending;
const inputs = async (token: string) => (await pending(token)).views.flatMap(({ input }) => input ?? []);
const info = async (token: string) => (await pending(token)).views[0].id;
const batch = async (token: string, items: object[], more = {}) =>
	await open('PUT', '/contracts/v2/sign/batch', { token, items, ...more });
const link = async (token: string, name = 'a.jpg', more = {}) =>
	await open('POST', '/contracts/v1/sign/upload', { token, name, ...more });
const put = async (url: string, headers: Record<string, string>, data = Buffer.from('jpg')) =>
	await axios.put(url, data, { headers, validateStatus: () => true, proxy: false });

async function stagedContract(groups: object[][], users: object[], more = {}) {
	const stages = groups.map((members) => ({ groups: members }));
	return await createContract(harness, {
		templateId: undefined,
		templateOptions: { stages, ...more },
		users,
	});
}

describe('endpoints of the signer', () => {
	it('refuse the account’s credentials, and a token of nobody with 401', async () => {
		const { users } = await createContract(harness);
		const keys: Array<Record<string, string>> = [{ 'x-api-key': 'x' }, { authorization: 'x' }];
		for (const headers of keys) {
			expect((await open('POST', '/contracts/v1/sign', { token: users[0].token }, headers)).status).toBe(400);
			expect((await open('PUT', '/send-otp/v1', { auth: {} }, headers)).status).toBe(400);
		}
		expect((await open('POST', '/contracts/v1/sign', { token: 'x' })).status).toBe(401);
		expect((await batch('x', [{ itemId: 0, version: 0, value: {} }])).status).toBe(401);
	});

	it('take only what is pending, of this user, in its version and form', async () => {
		const { users } = await createContract(harness, {
			users: ['A', 'B'].map((name) => ({ name, groups: ['signers'] })),
		});
		const [{ token }, other] = users;
		const [terms] = await inputs(token);
		const send = async (change: object, by = token) =>
			(
				await batch(by, [
					{ itemId: terms.id, version: 0, value: { viewedAt: '2023-03-30T20:15:30.001Z' }, ...change },
				])
			).data.message;
		expect(await send({ version: 1 })).toContain('is 0, not 1');
		expect(await send({ value: { viewedAt: 'yesterday' } })).toContain(
			'items[0].value.viewedAt must be a date',
		);
		expect(await send({ value: { text: 'x' } })).toContain('text is not a documented attribute');
		expect(await send({ itemId: 0 })).toContain('item 0 is not pending');
		expect(await send({}, other.token)).toContain('is no item of this user');
		expect((await batch(token, [])).status).toBe(400);
		expect(
			(await batch(token, [{ itemId: terms.id, version: 0, value: {} }], { otpToken: 'x' })).data.message,
		).toContain('otpToken is only for');
		expect(await send({})).toBeUndefined();
		expect(await send({})).toContain('is not pending');
	});
});

describe('uploads', () => {
	it('insist on their headers, and refuse API keys and more than 1 MB', async () => {
		const { users } = await createContract(harness);
		const { data } = await link(users[0].token);
		expect(data).toMatchObject({ method: 'PUT', headers: { 'Content-Type': 'image/jpeg' } });
		expect((await put(data.url, { 'Content-Type': 'image/jpeg' })).data.message).toContain(
			'The header x-amz-tagging must be',
		);
		expect((await put(data.url, { ...data.headers, 'x-api-key': 'x' })).status).toBe(400);
		expect((await put(data.url, { ...data.headers, authorization: 'x' })).status).toBe(400);
		expect((await put(data.url, data.headers, Buffer.alloc(1024 * 1024 + 1))).status).toBe(400);
		expect((await put(data.url.replace(/expires=\d/, 'expires=9'), data.headers)).status).toBe(403);
		expect((await put(data.url, data.headers)).status).toBe(200);
		expect((await link(users[0].token, 'a.exe')).status).toBe(400);
	});

	it('may be sealed with an MD5, as in the documents of 2023', async () => {
		const { users } = await createContract(harness);
		const md5 = createHash('md5').update('jpg').digest('base64');
		const right = (await link(users[0].token, 'a.jpg', { md5 })).data;
		expect(right.headers['Content-MD5']).toBe(md5);
		expect((await put(right.url, right.headers)).status).toBe(200);
		const wrong = (await link(users[0].token, 'a.jpg', { md5: 'x' })).data;
		expect((await put(wrong.url, wrong.headers)).status).toBe(400);
	});

	it('are taken for an item only when they are there, of this user, and of its kind', async () => {
		const { users } = await createContract(harness, {
			users: ['A', 'B'].map((name) => ({ name, groups: ['signers'] })),
		});
		const [{ token }, other] = users;
		const image = (await inputs(token)).find(({ type }) => type === 'image');
		const send = async (linkId: string) =>
			(await batch(token, [{ itemId: image?.id, version: 0, value: { linkId } }])).data.message;
		const uploaded = async (by: string, name: string) => {
			const { data } = await link(by, name);
			await put(data.url, data.headers);
			return data.linkId;
		};
		expect(await send('nothing')).toContain('linkId does not exist');
		expect(await send((await link(token)).data.linkId)).toContain('nothing was uploaded');
		expect(await send(await uploaded(other.token, 'a.jpg'))).toContain('linkId does not exist');
		expect(await send(await uploaded(token, 'a.mp4'))).toContain('is no image');
		expect(await send(await uploaded(token, 'a.png'))).toBeUndefined();
	});
});

describe('stages and groups', () => {
	const people = [
		{ name: 'Boss', groups: ['bosses'] },
		{ name: 'Ana', groups: ['people'] },
		{ name: 'Copy', groups: ['copies'] },
	];
	const groups = [
		[
			{ name: 'people', type: 'signers' },
			{ name: 'copies', type: 'viewers', removeUserInput: true },
		],
		[{ name: 'bosses', type: 'bulk', requiredItems: ['imagesign'] }],
	];

	it('come one after the other; who only gets a copy has nothing to do', async () => {
		const { id, users, items } = await stagedContract(groups, people);
		expect(users.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending', 'done']);
		const invited = items.filter(({ type }: { type: string }) => type === 'email');
		expect(invited.map(({ state }: { state: string }) => state)).toEqual(['pending', 'success', 'success']);
		expect(await info(users[0].token)).toBe('pending');
		expect((await control(`/contracts/${id}/users/0/sign`)).status).toBe(409);
		const { data } = await control(`/contracts/${id}/users/1/sign`);
		expect(data).toMatchObject({ status: 'working' });
		expect(await info(users[0].token)).toBe('welcome');
		expect((await control(`/contracts/${id}/users/0/sign`)).data.status).toBe('done');
	});

	it('have a viewer type their name or role, unless that input is removed', async () => {
		const viewers = (removeUserInput: boolean) => [
			[
				{ name: 'people', type: 'signers' },
				{ name: 'copies', type: 'viewers', ...(removeUserInput && { removeUserInput }) },
			],
		];
		const inputsOf = async (removeUserInput: boolean) => {
			const { items } = await stagedContract(viewers(removeUserInput), people.slice(1));
			const own = items.filter(({ userId }: { userId: number }) => userId === 1);
			return own.map(({ type }: { type: string }) => type);
		};
		expect(await inputsOf(false)).toEqual(['email', 'documents', 'text']);
		expect(await inputsOf(true)).toEqual(['email']);
	});

	it('put the digitally signed file, a PDF, into the item of the digital signature', async () => {
		const digital = [[{ name: 'people', type: 'signers', signatureTypes: ['digital-signature'] }]];
		const { id } = await stagedContract(digital, [people[1]]);
		const { data } = await control(`/contracts/${id}/users/0/sign`);
		expect(data.status).toBe('done');
		const { value } = data.items.find(({ type }: { type: string }) => type === 'dsignature');
		const file = await harness.plain.get(value.url, { responseType: 'arraybuffer' });
		expect(Buffer.from(file.data).subarray(0, 4).toString()).toBe('%PDF');
	});

	it('ask for what their settings say', async () => {
		const typesFor = async (group: object, mock = false) => {
			const options = { name: 'g', type: 'signers', ...group };
			const { items } = await stagedContract(
				[[options]],
				[{ name: 'A', groups: ['g'] }],
				mock ? { mock } : {},
			);
			return items.map(({ reference }: { reference: string }) => reference).join(' ');
		};
		expect(
			await typesFor({ documentSides: 'both', signatureTypes: ['selfie', 'draw', 'digital-signature'] }),
		).toBe(
			'signersemail terms documents documentNumber idfront idback selfie drawnSignature idfront-labels video-facematch livenessdetection pdf dsignature',
		);
		expect(
			await typesFor({ documentSides: 'back', documentValidations: ['verify-content-reniec'] }),
		).toContain('reniec');
		expect(await typesFor({ disableNotification: true }, true)).toBe(
			'terms documents documentNumber idfront video pdf',
		);
		expect(
			await typesFor({ dynamicFields: [{ name: 'Bill', type: 'image', prefilledId: 'bill' }] }),
		).toContain(' bill ');
	});

	it.each([
		[{ type: 'others' }, 'type must be one of'],
		[{ documentType: 'xx' }, 'documentType must be one of'],
		[{ documentSides: 'front' }, 'documentSides must be one of both, back, frontal'],
		[{ countries: ['Peru'] }, 'countries[0] must be an ISO 3166-1 alpha-3 code'],
		[{ maxNamesDifference: 2 }, 'maxNamesDifference must be at most 1'],
		[{ minimumScore: { other: 1 } }, 'minimumScore.other is not a documented attribute'],
		[{ views: { items: { idfront: 'x' } } }, 'views.items.idfront is not a documented attribute'],
		[
			{ dynamicFields: [{ name: 'a', type: 'text', options: { camera: 'user' } }] },
			'options.camera is not a documented',
		],
		[{ requiredItems: ['video'] }, 'requiredItems is not a documented attribute'],
	])('refuse %j', async (change, message) => {
		const group = { name: 'g', type: 'signers', ...change };
		const contract = stagedContract([[group]], [{ name: 'A', groups: ['g'] }]);
		await expect(contract).rejects.toThrow(message);
	});
});

describe('what ends a signing', () => {
	it('expires by hours or by date', async () => {
		const byHours = await createContract(harness, { expirationInHours: 2 });
		const expirationDatetime = new Date(Date.now() + 90 * 60_000).toISOString();
		const byDate = await createContract(harness, { expirationDatetime });
		const views = async () => [await info(byHours.users[0].token), await info(byDate.users[0].token)];
		expect(await views()).toEqual(['welcome', 'welcome']);
		await control('/clock', { advanceSeconds: 100 * 60 });
		expect(await views()).toEqual(['welcome', 'expired']);
		await control('/clock', { advanceSeconds: 30 * 60 });
		expect(await views()).toEqual(['expired', 'expired']);
		const refused = await batch(byDate.users[0].token, [{ itemId: 1, version: 0, value: {} }]);
		expect(refused.data.message).toBe('The contract has expired');
		expect((await control(`/contracts/${byHours.id}/users/0/sign`)).status).toBe(409);
	});

	it('has as many attempts as the template says', async () => {
		const group = { name: 'g', type: 'signers' };
		const more = { global: { maximumSigningAttempts: 2 } };
		const { id, users } = await stagedContract([[group]], [{ name: 'A', groups: ['g'] }], more);
		for (let tries = 0; tries < 2; tries++) {
			await control(`/contracts/${id}/users/0/fail-next`, { itemType: 'facematch' });
			expect((await control(`/contracts/${id}/users/0/sign`)).data.status).toBe('error');
		}
		expect(await info(users[0].token)).toBe('maxAttempts');
		expect((await control(`/contracts/${id}/users/0/sign`)).status).toBe(409);
	});

	it('waits for the owner where a step is to be approved by hand', async () => {
		const { id, users } = await createContract(harness);
		const approve = async (approved: boolean) =>
			await control(`/contracts/${id}/manual-approval`, { approved });
		expect((await approve(true)).status).toBe(409);
		await control(`/contracts/${id}/users/0/hold-next`);
		expect((await control(`/contracts/${id}/users/0/sign`)).data.status).toBe('pending_approval');
		expect(await info(users[0].token)).toBe('validating');
		const rejected = (await approve(false)).data;
		expect(rejected.status).toBe('error');
		expect(rejected.items).toContainEqual(
			expect.objectContaining({
				type: 'manualapproval',
				value: expect.objectContaining({ code: 'ManualApproveRejected' }),
			}),
		);
		await control(`/contracts/${id}/users/0/hold-next`);
		await control(`/contracts/${id}/users/0/sign`);
		expect((await approve(true)).data.status).toBe('done');
	});
});

describe('document templates', () => {
	const path = '/contract-manager-document-templates/api';
	const fields = [
		{ id: 'name', name: 'Name', type: 'string', required: true, minLength: 2, maxLength: 5, regex: '^[A-Z]' },
		{ id: 'sum', name: 'Sum', type: 'number', required: false },
		{ id: 'day', name: 'Day', type: 'date', required: true, default: '2026-01-01' },
	];

	it('fill with values that follow their rules, and refuse others', async () => {
		const { data: template } = await control('/document-templates', { name: 'T', fields });
		const fill = async (values: Record<string, string>) => {
			const fieldValues = Object.entries(values).map(([name, value]) => ({ name, value }));
			const url = `${path}/create-filled-files/${encodeURIComponent(template.templateId)}`;
			return (await harness.keynua.post(url, { fieldValues })).data;
		};
		expect((await fill({ name: 'Ana', sum: '1.5' })).files).toEqual([
			expect.objectContaining({
				storageId: expect.any(String),
				sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
			}),
		]);
		expect((await fill({})).message).toContain('name is required');
		expect((await fill({ name: 'A' })).message).toContain('2 to 5 characters');
		expect((await fill({ name: 'ana' })).message).toContain('does not match');
		expect((await fill({ name: 'Ana', sum: 'x' })).message).toContain('sum must be a number');
		expect((await fill({ name: 'Ana', day: '1/2/2026' })).message).toContain('day must be a date');
		expect((await fill({ Name: 'Ana' })).message).toContain('has no field Name');
	});

	it('need the account’s credentials, and are not found under a wrong id', async () => {
		expect((await harness.plain.get(`/keynua${path}`)).status).toBe(403);
		expect((await harness.keynua.get(`${path}/unknown`)).status).toBe(404);
		expect((await harness.keynua.get(`${path}?start=unknown`)).status).toBe(400);
	});
});
