import type { INodeParameters } from 'n8n-workflow';
import { items, startWorld, type World } from '../support/world';
import { act, byId, jsons, record } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const base = { resource: 'identityVerification' };
const create = { ...base, operation: 'create', title: 'Identification 12345678', documentNumber: '12345678' };
const getMany = { ...base, operation: 'getMany' };

describe('Create', () => {
	const bodyOf = async (changes: INodeParameters) => {
		const { requests, run } = await record(
			world,
			{ ...create, ...changes },
			{ answer: { id: 'v', items: [] } },
		);
		jsons(run);
		return requests[0];
	};

	test('the documented sample', async () => {
		const { method, url, headers, json } = await bodyOf({
			inviteBy: 'phone',
			userPhone: '51123456789',
			documentType: 'pe-dni',
			additionalFields: { userFullName: 'Patrick Star', type: 'video', disableInitialNotification: false },
		});
		expect(`${method} ${url}`).toBe('PUT /identity-verification/v1');
		expect(headers).toMatchObject({ 'x-api-key': 'sandbox-api-key', authorization: 'sandbox-api-token' });
		expect(json).toEqual({
			documentNumber: '12345678',
			userPhone: '51123456789',
			userFullName: 'Patrick Star',
			title: 'Identification 12345678',
			type: 'video',
			documentType: 'pe-dni',
			disableInitialNotification: false,
		});
	});

	test.each(['simplify', 'includeSigningLink'])(
		'when "%s" cannot be read, nothing is created whose ID nobody would get',
		async (field) => {
			const { requests, run } = await record(world, { ...create, inviteBy: 'nobody', [field]: '={{ "?" }}' });
			expect(run.error?.message).toContain('must be true or false: ?');
			expect(requests).toEqual([]);
		},
	);

	test('every other attribute', async () => {
		const { json } = await bodyOf({
			inviteBy: 'email',
			userEmail: 'user@mail.com',
			documentType: 'global',
			additionalFields: {
				...{ reference: 'crm-1', type: 'liveness', documentScanVersion: 2, countries: 'per, COL' },
				...{ idTypes: ['ID Card', 'Passport'], language: 'en', accountName: 'Bank', addressMatchScore: 80 },
			},
		});
		expect(json).toEqual({
			title: 'Identification 12345678',
			documentNumber: '12345678',
			documentType: 'global',
			userEmail: 'user@mail.com',
			...{ reference: 'crm-1', type: 'liveness', documentScanVersion: 2, countries: ['PER', 'COL'] },
			...{ idTypes: ['ID Card', 'Passport'], language: 'en', accountName: 'Bank', addressMatchScore: 80 },
		});
		const nobody = await bodyOf({
			inviteBy: 'nobody',
			additionalFields: { documentSide: 'both', idTypes: [], countries: '' },
		});
		expect(nobody.json).toEqual({
			title: 'Identification 12345678',
			documentNumber: '12345678',
			documentType: 'pe-dni',
			documentSide: 'both',
		});
	});

	test.each<[string, INodeParameters, string]>([
		['no title', { title: '={{ "" }}', inviteBy: 'nobody' }, '"Title" is empty'],
		['no number', { documentNumber: '={{ "" }}', inviteBy: 'nobody' }, '"Document Number" is empty'],
		['a wrong address', { inviteBy: 'email', userEmail: 'a b@c.d' }, '"Email" is not an e-mail address'],
		['a wrong phone', { inviteBy: 'phone', userPhone: 'call me' }, '"Phone" is not a phone number: call me'],
		[
			'sides of a document of another country',
			{ inviteBy: 'nobody', documentType: 'cl-cedula', additionalFields: { documentSide: 'front' } },
			'"Document Side" is only for the Peruvian DNI',
		],
		[
			'countries without a 3D scan',
			{ inviteBy: 'nobody', additionalFields: { countries: 'PER' } },
			'only work with a 3D document scan',
		],
		[
			'a country that is no code of ISO 3166-1 alpha-3',
			{ inviteBy: 'nobody', additionalFields: { documentScanVersion: 2, countries: 'PER, Peru' } },
			'"Countries" holds "PERU", which is no country code of three letters',
		],
	])('%s is a sentence', async (_, changes, sentence) => {
		const { requests, run } = await record(world, { ...create, ...changes });
		expect(requests).toEqual([]);
		expect(run.error?.message).toContain(sentence);
	});

	test('the answer is simplified with its ids; raw and with its link on request', async () => {
		const [simplified] = jsons(await world.keynua({ ...create, inviteBy: 'nobody' }));
		expect(Object.keys(simplified).length).toBeLessThanOrEqual(10);
		expect(simplified).toMatchObject({
			id: expect.any(String),
			status: 'pending_input',
			userToken: expect.any(String),
		});
		const raw = { ...create, inviteBy: 'nobody', simplify: false, includeSigningLink: true };
		const [whole] = jsons(await world.keynua(raw));
		expect(whole).toMatchObject({ accountName: 'Sandbox account', timezone: 'America/Lima' });
		expect(whole.signingLink).toBe(`https://sign.keynua.com/index.html?token=${String(whole.userToken)}`);
	});
});

describe('Get', () => {
	test('by ID and from the list; done, expired, and out of attempts with the reason', async () => {
		const run = await world.keynua(
			{
				...create,
				title: '={{ $json.title }}',
				inviteBy: 'nobody',
				additionalFields: { documentSide: 'front' },
			},
			{ input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }) },
		);
		const [a, b, c] = jsons(run).map(({ id }) => String(id));
		await act(world, `/verifications/${a}/complete`);
		await act(world, `/verifications/${b}/expire`);
		for (let tries = 0; tries < 5; tries++) await act(world, `/verifications/${c}/fail`);
		const get = { ...base, operation: 'get', verificationId: { __rl: true, mode: 'list', value: a } };
		expect(jsons(await world.keynua(get))).toMatchObject([
			{ id: a, status: 'done', userIdInfo: { idNumber: '12345678' } },
		]);
		const status = async (id: string) => jsons(await world.keynua({ ...get, verificationId: byId(id) }))[0];
		expect(await status(b)).toMatchObject({ status: 'expired' });
		const failed = await status(c);
		expect(failed.status).toBe('max_attempts');
		expect(failed.items).toContainEqual(
			expect.objectContaining({
				type: 'facematch',
				explanation: expect.objectContaining({
					code: 'NotAMatch',
					meaning: 'The face does not match the one on the official document.',
				}),
			}),
		);
		const raw = jsons(await world.keynua({ ...get, simplify: false }))[0];
		expect(raw).toMatchObject({ organizationId: expect.any(String), updatedAt: expect.any(String) });
	});

	test('without a document to read, nothing is read from it', async () => {
		const [{ id }] = jsons(await world.keynua({ ...create, inviteBy: 'nobody' }));
		await act(world, `/verifications/${String(id)}/complete`);
		const [done] = jsons(await world.keynua({ ...base, operation: 'get', verificationId: byId(String(id)) }));
		expect(done.status).toBe('done');
		expect(done).not.toHaveProperty('userIdInfo');
	});
});

describe('Get Many', () => {
	const urlsOf = async (parameters: INodeParameters, pages: object[]) => {
		let page = 0;
		const { requests, run } = await record(
			world,
			{ ...getMany, ...parameters },
			{ answer: () => pages[page++] },
		);
		return { urls: requests.map(({ method, url }) => `${method} ${url}`), run };
	};
	const entry = (id: number) => ({ id: `v${id}`, status: 'done', title: `T${id}` });

	test('the documented requests: own account, organization, dates, expanded, and the next page', async () => {
		const own = await urlsOf({ returnAll: true }, [
			{ items: [entry(1)], next: 'cursor=' },
			{ items: [entry(2)] },
		]);
		expect(own.urls).toEqual([
			'GET /identity-verification/v1/list?limit=100',
			'GET /identity-verification/v1/list?limit=100&startKey=cursor%3D',
		]);
		expect(jsons(own.run)).toEqual([entry(1), entry(2)]);
		const parameters = {
			scope: 'organization',
			limit: 10,
			expanded: true,
			filters: { startDate: '2021-04-01T00:00:00Z', endDate: '2021-04-30T00:00:00Z' },
		};
		const { urls } = await urlsOf(parameters, [{ items: [] }]);
		expect(urls).toEqual([
			'GET /identity-verification/v1/list-org?startDate=2021-04-01T00%3A00%3A00.000Z&endDate=2021-04-30T00%3A00%3A00.000Z&expanded=true&limit=10',
		]);
	});

	test('pages: none, exactly one, two and a half; a limit stops early; the same cursor again is refused', async () => {
		expect(jsons((await urlsOf({ returnAll: true }, [{ items: [] }])).run)).toEqual([]);
		const pages = [
			{ items: [entry(1), entry(2)], next: 'a' },
			{ items: [entry(3), entry(4)], next: 'b' },
			{ items: [entry(5)] },
		];
		expect(jsons((await urlsOf({ returnAll: true }, pages)).run)).toHaveLength(5);
		const limited = await urlsOf({ limit: 3 }, pages);
		expect(jsons(limited.run)).toHaveLength(3);
		expect(limited.urls).toHaveLength(2);
		const endless = await urlsOf({ returnAll: true }, [pages[0], pages[0], pages[0]]);
		expect(endless.run.error?.message).toContain('sent the same page of the list again');
	});

	test('one date without the other, and dates the wrong way round', async () => {
		const sentence = async (filters: INodeParameters) => {
			const { requests, run } = await record(world, { ...getMany, filters });
			expect(requests).toEqual([]);
			return run.error?.message;
		};
		expect(await sentence({ startDate: '2021-04-01' })).toContain('only work together');
		expect(await sentence({ endDate: '2021-04-01' })).toContain('only work together');
		expect(await sentence({ startDate: '2021-04-02', endDate: '2021-04-01' })).toContain('is later than');
		expect(await sentence({ startDate: 'x', endDate: '2021-04-01' })).toContain(
			'"Created After" is not a date',
		);
	});

	test('against the sandbox: a colleague’s are only in the organization’s list', async () => {
		await world.keynua({ ...create, inviteBy: 'nobody' });
		await act(world, '/verifications', { title: 'Other', documentNumber: '1', documentType: 'pe-dni' });
		const titles = async (scope: string) =>
			jsons(await world.keynua({ ...getMany, scope })).map(({ title }) => title);
		expect(await titles('account')).toEqual(['Identification 12345678']);
		expect(await titles('organization')).toEqual(['Other', 'Identification 12345678']);
		const [expanded] = jsons(await world.keynua({ ...getMany, expanded: true }));
		expect(expanded).toMatchObject({ countryCode: 'pe', accountName: 'Sandbox account' });
	});
});

test('the list to choose from shows title, number and status, and can be searched', async () => {
	await world.keynua(
		{ ...create, title: '={{ $json.title }}', inviteBy: 'nobody' },
		{
			input: items({ title: 'Rosa Quispe' }, { title: 'Manuel Silva' }),
		},
	);
	const search = async (filter?: string) =>
		await world.engine.listSearch('n8n-nodes-esign-kyc.keynua', 'searchVerifications', {
			credentials: { keynuaApi: world.credentials.keynuaApi },
			filter,
		});
	expect((await search()).results.map(({ name }) => name)).toEqual([
		'Manuel Silva (12345678, pending_input)',
		'Rosa Quispe (12345678, pending_input)',
	]);
	expect((await search(' QUISPE')).results).toHaveLength(1);
	expect((await search('nobody')).results).toEqual([]);
});
