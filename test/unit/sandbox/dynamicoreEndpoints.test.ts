import { type Harness, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

const pii = { firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' };
const send = async (method: string, path: string, body?: unknown) =>
	await harness.dynamicore(method, path, body);
const control = async (method: string, path: string, data: object = {}) =>
	await harness.plain.request({ method, url: `/control/dynamicore${path}`, data });
/** What is in the list of a success, or the reason of a refusal with its status. */
async function answer(method: string, path: string, body?: unknown) {
	const { status, data } = await send(method, path, body);
	return status === 200 ? data.message.data : `${status} ${data.message.message}`;
}

const createClient = async () => await answer('POST', '/private/clients', { client_type: '17', pii });
const sampleAccount = { client_id: '1', product: '6', enabled: '1', currency: '484' };

describe('types and catalogs', () => {
	it('the documented client type, and the preset ones', async () => {
		const sample = { name: 'Persona Fisica', description: 'Template', template: [['Lopez']] };
		expect(await answer('POST', '/v1/clients/types', sample)).toEqual([
			{
				id: 19,
				name: 'Persona Fisica',
				description: 'Template',
				template: [{ field: 'Lopez', displayname: 'Lopez', type: 'text', score: 1, validate: {} }],
			},
		]);
		const catalog = await answer('GET', '/v1/catalog/fields/client');
		expect(catalog.map(({ id }: { id: number }) => id)).toEqual([17, 18, 19]);
		const tabled = { name: 'X', pii: { lastname: 'Lopez' } };
		expect((await answer('POST', '/v1/products/types', tabled))[0]).toMatchObject({
			id: 8,
			template: [{ field: 'lastname' }],
		});
		expect(await answer('GET', '/v1/catalog/fields/product')).toHaveLength(3);
	});

	it.each([
		[{ template: [['a']] }, '400 name is required'],
		[{ name: 'X' }, '400 template (or pii) is required'],
		[{ name: 'X', template: ['a'] }, '400 template[0] must be an array'],
		[{ name: 'X', template: [] }, '400 the template has no field'],
		[{ name: 'X', template: [[{ label: 'a' }]] }, '400 template[0][0].field must be the name of a field'],
		[{ name: 'X', template: [['a']], alias: 'x' }, '400 alias is not a documented attribute'],
	])('refuses %j', async (body, reason) => {
		expect(await answer('POST', '/v1/clients/types', body)).toBe(reason);
	});

	it('a client needs a type that exists', async () => {
		const body = { client_type: '99', pii };
		expect(await answer('POST', '/private/clients', body)).toBe('404 Client type 99 does not exist');
	});
});

describe('accounts', () => {
	beforeEach(createClient);

	it('are created and found, by their id, by their client, or by both', async () => {
		expect(await answer('POST', '/v1/accounts', sampleAccount)).toMatchObject([{ id: 1, currency: '484' }]);
		await answer('POST', '/v1/accounts', { ...sampleAccount, enabled: '0' });
		expect(await answer('GET', '/v1/accounts?id=2')).toMatchObject([{ id: 2, enabled: '0' }]);
		expect(await answer('GET', '/v1/accounts?client_id=1')).toHaveLength(2);
		expect(await answer('GET', '/v1/accounts?id=1&client_id=2')).toEqual([]);
		expect(await answer('GET', '/v1/accounts')).toBe('400 id or client_id is required');
	});

	it.each([
		[{ client_id: '9' }, '404 Client 9 does not exist'],
		[{ product: '99' }, '404 Product 99 does not exist'],
		[{ enabled: true }, '400 enabled must be one of 1, 0'],
		[{ currency: 'MXN' }, '400 currency must be a number of ISO 4217: three digits such as 484'],
	])('refuses %j', async (changes, reason) => {
		expect(await answer('POST', '/v1/accounts', { ...sampleAccount, ...changes })).toBe(reason);
	});

	it('movements arrive by a call, also out of order, and many at a time', async () => {
		await answer('POST', '/v1/accounts', sampleAccount);
		await control('POST', '/accounts/1/transactions', { id: 10, amount: 5 });
		await control('POST', '/accounts/1/transactions', { id: 4 });
		await control('POST', '/accounts/1/payments', { count: 3 });
		const transactions = await answer('GET', '/v1/accounts/1/transactions');
		expect(transactions.map(({ id }: { id: number }) => id)).toEqual([10, 4]);
		expect(await answer('GET', '/v1/accounts/1/payments')).toMatchObject([
			{ id: 11 },
			{ id: 12 },
			{ id: 13 },
		]);
		expect(await answer('GET', '/v1/accounts/9/payments')).toBe('404 Account 9 does not exist');
		expect(await answer('GET', '/v1/accounts/x/payments')).toBe('400 The path needs the id of an account');
	});

	it('movements arrive by themselves, at a pace', async () => {
		await answer('POST', '/v1/accounts', sampleAccount);
		await control('PUT', '/accounts/1/pace', { everySeconds: 0.001 });
		const count = async () => (await answer('GET', '/v1/accounts/1/transactions')).length;
		for (let tries = 0; (await count()) < 3; tries++) expect(tries).toBeLessThan(1000);
		await control('PUT', '/accounts/1/pace', { everySeconds: 0 });
		const rest = await count();
		expect(await count()).toBe(rest);
	});
});

describe('SAT', () => {
	beforeEach(createClient);
	const ciec = { client: 1, type: 'ciec', pas: 'secret' };
	const period = { client: 1, start: '2021-01-01', end: '2021-04-30' };
	const file = Buffer.from('file').toString('base64');
	const load = async (body: object) => await answer('POST', '/internal/sat/sat_key', body);

	it('takes CIEC and e.firma keys', async () => {
		expect(await load(ciec)).toEqual([{ client: 1, type: 'ciec' }]);
		expect(await load({ ...ciec, key: '', cer: '' })).toEqual([{ client: 1, type: 'ciec' }]);
		const efirma = { client: 1, type: 'efirma', pas: 'secret', key: file, cer: file };
		expect(await load(efirma)).toEqual([{ client: 1, type: 'efirma' }]);
	});

	it.each([
		[{ client: '1', type: 'ciec', pas: 'x' }, '400 client must be a number'],
		[{ client: 1, type: 'fiel', pas: 'x' }, '400 type must be one of ciec, efirma'],
		[{ client: 1, type: 'ciec', pas: '' }, '400 pas must not be empty'],
		[{ client: 1, type: 'efirma', pas: 'x', key: 'no!', cer: 'no!' }, '400 key must be a file in Base64'],
		[{ client: 1, type: 'efirma', pas: 'x' }, '400 key is required'],
		[{ client: 9, type: 'ciec', pas: 'x' }, '404 Client 9 does not exist'],
		[{ ...period, end: '2021-11-31' }, '400 end must be a date of the calendar'],
		[{ ...period, start: '1/1/2021' }, '400 start must be a date such as 2021-01-31'],
		[{ ...period, start: '2022-01-01' }, '400 start must not be after end'],
		[{ ...period, type: 'ciec' }, '400 type is not a documented attribute'],
		[period, '409 Client 1 has no SAT keys: load them first'],
	])('refuses %j', async (body, reason) => {
		expect(await load(body)).toBe(reason);
	});

	it('data arrives after a sync, is filtered by day, and is given page by page', async () => {
		await load(ciec);
		expect(await answer('GET', '/private/sat/data?client=1')).toEqual([]);
		expect(await load(period)).toMatchObject([{ status: 'in progress' }]);
		expect(await answer('GET', '/private/sat/data?client=1')).toEqual([]);
		expect((await control('POST', '/sat/1/arrive')).data).toMatchObject([{ invoices: 120, syncing: [] }]);
		expect(await answer('GET', '/private/sat/data?client=1')).toHaveLength(120);
		const page = await send('GET', '/private/sat/data?client=1&limit=50&page=3');
		expect(page.data.message.total).toBe(120);
		expect(page.data.message.data).toHaveLength(20);
		const april = await answer('GET', '/private/sat/data?client=1&start=2021-04-01&end=2021-04-30');
		expect(april).toHaveLength(30);
		await load(period);
		await control('POST', '/sat/1/arrive');
		expect(await answer('GET', '/private/sat/data?client=1')).toHaveLength(120);
		expect(await answer('GET', '/private/sat/data')).toBe('400 client is required');
		expect(await answer('GET', '/private/sat/data?client=1&page=0')).toBe('400 page must be at least 1');
	});

	it('gives the taxpayer to whom has keys, in the record or in the query', async () => {
		expect(await answer('GET', '/v1/clients/1/sat')).toContain('409 Client 1 has no SAT keys');
		const query = new URLSearchParams({
			cer: `data:application/x-x509-ca-cert;base64,${file}`,
			key: `data:application/x-iwork-keynote-sffkey;base64,${file}`,
			pas: 'secret',
			rfc: 'RAFO830910GT7',
			type: 'efirma',
		});
		expect(await answer('GET', `/v1/clients/1/sat?${query.toString()}`)).toMatchObject([{ type: 'efirma' }]);
		query.delete('cer');
		expect(await answer('GET', `/v1/clients/1/sat?${query.toString()}`)).toBe('400 cer is required');
		await load(ciec);
		expect(await answer('GET', '/v1/clients/1/sat')).toMatchObject([{ rfc: 'RALO101086GT4', type: 'ciec' }]);
		const [{ score }] = await answer('GET', '/v1/clients/1/score');
		expect(score).toBeGreaterThanOrEqual(300);
		expect(score).toBeLessThanOrEqual(850);
	});
});

describe('Mifiel', () => {
	const path = '/marketplace/apps/mifiel/documents';
	/** The documented sample, for the first client, and with a boolean where the table asks for one. */
	const sample = {
		id: 1,
		type: 'client',
		field: 'acceptance_bc',
		signatories: [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A' }],
		external_id: 'Mifiel-0000000000000000',
		day_to_expire: 1,
		message_for_signers: 'Message',
		remind_every: 0,
		send_invites: true,
		viewers: [{ email: 'demo@demo.com', name: 'demo' }],
	};
	beforeEach(async () => {
		await createClient();
		const form = new FormData();
		form.append('file', new Blob(['%PDF'], { type: 'application/pdf' }), 'acceptance.pdf');
		await send('POST', '/files/users/upload/1/acceptance_bc', form);
	});

	it('documents are created, signed by one after the other, read and deleted', async () => {
		const signatories = [...sample.signatories, { name: 'Two', email: 'two@demo.com', tax_id: 'TWO2' }];
		const [{ reference, ...rest }] = await answer('POST', path, { ...sample, signatories });
		expect(rest).toEqual({ id: 1, type: 'client', field: 'acceptance_bc' });
		expect(await answer('GET', `${path}/${reference}`)).toMatchObject([
			{ id: reference, state: 'pending', signed_by_all: false, file_file_name: 'acceptance.pdf' },
		]);
		await control('POST', `/mifiel/${reference}/sign`, { signer: 1 });
		expect(await answer('GET', `${path}/${reference}`)).toMatchObject([
			{ signed_by_all: false, already_signed: ['two@demo.com'], has_not_signed: ['demo@demo.com'] },
		]);
		await control('POST', `/mifiel/${reference}/sign`);
		expect(await answer('GET', `${path}/${reference}`)).toMatchObject([
			{ signed_by_all: true, state: 'completed', status: [1, 'SIGNED'], external_id: sample.external_id },
		]);
		expect((await control('POST', `/mifiel/${reference}/sign`)).status).toBe(400);
		expect(await answer('DELETE', `${path}/${reference}`)).toEqual([]);
		expect(await answer('GET', `${path}/${reference}`)).toContain('404');
	});

	it.each([
		[{ send_invites: 'yes' }, '400 send_invites must be one of true, false'],
		[{ signatories: [] }, '400 signatories must have at least 1 element(s)'],
		[{ signatories: [{ name: 'A', email: 'a@b.mx' }] }, '400 signatories[0].tax_id is required'],
		[{ type: 'account' }, '400 type must be one of client'],
		[{ day_to_expire: 1.5 }, '400 day_to_expire must be an integer'],
		[{ id: 9 }, '404 Client 9 does not exist'],
		[{ field: 'contract' }, '409 Client 1 has no file in contract: upload it first'],
		[{ callback: 'x' }, '400 callback is not a documented attribute'],
	])('refuses %j', async (changes, reason) => {
		expect(await answer('POST', path, { ...sample, ...changes })).toBe(reason);
	});

	it.each([
		[true, true],
		[false, false],
		[undefined, false],
	])('invitations are sent to who asks for them: send_invites %s', async (send_invites, isSent) => {
		const [{ reference }] = await answer('POST', path, { ...sample, send_invites });
		expect(await answer('GET', `${path}/${reference}`)).toMatchObject([{ send_mail: isSent }]);
		const phone = await harness.plain.get(`/phone/dynamicore/${reference}/0`);
		expect(String(phone.data).includes(sample.message_for_signers)).toBe(isSent);
	});

	it('an external id is taken once', async () => {
		await answer('POST', path, sample);
		expect(await answer('POST', path, sample)).toContain('409');
	});
});

describe('the page', () => {
	it('plays the other side, and shows why requests were refused', async () => {
		await createClient();
		await answer('POST', '/v1/accounts', sampleAccount);
		await answer('POST', '/internal/sat/sat_key', { client: 1, type: 'ciec', pas: 'x' });
		await answer('POST', '/internal/sat/sat_key', { client: 1, start: '2021-01-01', end: '2021-01-02' });
		await answer('POST', '/v1/accounts', { ...sampleAccount, client_id: '9' });
		const press = async (path: string) =>
			await harness.plain.post(`/page/dynamicore${path}`, new URLSearchParams(), { maxRedirects: 0 });
		const page = async () => (await harness.plain.get('/page/dynamicore')).data as string;
		expect(await page()).toContain('Client 9 does not exist');
		await harness.plain.get(`${harness.sandbox.dynamicore.baseUrl}/private/clients`, {
			headers: { authorization: 'Bearer sandbox-client-key:1:x' },
		});
		expect(await page()).toContain('the scheme word is &#34;Bearer&#34;, not &#34;Ictineo&#34;');
		for (const path of ['/accounts/1/transactions', '/accounts/1/payments', '/sat/1/arrive']) {
			expect(await page()).toContain(`action="/page/dynamicore${path}"`);
			expect((await press(path)).status).toBe(303);
		}
		expect(await answer('GET', '/v1/accounts/1/transactions')).toHaveLength(1);
		expect(await answer('GET', '/v1/accounts/1/payments')).toHaveLength(1);
		expect(await answer('GET', '/private/sat/data?client=1')).toHaveLength(2);
		const form = new FormData();
		form.append('file', new Blob(['%PDF']), 'x.pdf');
		await send('POST', '/files/users/upload/1/contract', form);
		const signatories = [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A' }];
		const body = { id: '1', type: 'client', field: 'contract', signatories };
		const [{ reference }] = await answer('POST', '/marketplace/apps/mifiel/documents', body);
		expect(await page()).toContain(`/mifiel/${reference}/sign/0`);
		expect((await press(`/mifiel/${reference}/sign/0`)).status).toBe(303);
		expect((await control('GET', '/mifiel')).data).toMatchObject([{ signed_by_all: true }]);
		await harness.plain.post('/control/reset', {});
		expect(await page()).toContain('No client yet.');
	});
});
