import { createHash } from 'node:crypto';
import { documentedAuthHeader, type Harness, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

/** The documented sample, as nested JSON. */
const pii = { firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' };
const sample = { client_type: '17', pii };
const create = async (changes: object = {}) =>
	await harness.dynamicore('POST', '/private/clients', { ...sample, ...changes });

describe('clients', () => {
	it('are created, changed and listed in the documented envelope', async () => {
		const created = await create({ pii: { ...pii, phone: 5512345678, note: 'Ñandú' } });
		expect(created.status).toBe(200);
		expect(created.data).toMatchObject({
			status: 'success',
			message: { code: 1, total: 1, data: [{ id: 1, client_type: '17', pii: { phone: 5512345678 } }] },
		});
		const changed = await harness.dynamicore('PUT', '/private/clients', {
			id: '1',
			pii: { lastname: 'Peña' },
		});
		expect(changed.data.message.data[0].pii).toMatchObject({ ...pii, lastname: 'Peña', note: 'Ñandú' });
		const all = await harness.dynamicore('GET', '/private/clients');
		expect(all.data.message).toMatchObject({ code: 1, total: 1 });
		const one = await harness.dynamicore('GET', '/private/clients?id=1');
		expect(one.data.message.data[0].id).toBe(1);
		const none = await harness.dynamicore('GET', '/private/clients?id=2');
		expect(none.data.message).toEqual({ code: 1, total: 0, data: [] });
	});

	it.each([
		[{ client_type: 17 }, 'client_type must be a string'],
		[{ client_type: undefined }, 'client_type is required'],
		[{ client_type: '' }, 'client_type must not be empty'],
		[{ pii: 'x' }, 'pii must be an object'],
		[{ pii: { ...pii, rfc: undefined } }, 'pii.rfc is required'],
		[{ pii: { ...pii, rfc: 'nope' } }, 'pii.rfc must be an RFC'],
		[{ pii: { ...pii, email: 'nope' } }, 'pii.email must be an e-mail address'],
		[{ pii: { ...pii, extra: { a: 1 } } }, 'pii.extra must be a string, a number or a boolean'],
		[{ name: 'x' }, 'name is not a documented attribute'],
	])('refuses %j', async (changes, reason) => {
		const { status, data } = await create(changes);
		expect(status).toBe(400);
		expect(data).toMatchObject({ status: 'error', message: { code: 0 } });
		expect(data.message.message).toContain(reason);
	});

	it('refuses an RFC twice, unknown ids, other methods and a body on GET', async () => {
		await create();
		expect((await create()).status).toBe(409);
		await create({ pii: { ...pii, rfc: 'ABC010203XY1' } });
		const send = harness.dynamicore;
		const taken = await send('PUT', '/private/clients', { id: 2, pii: { rfc: 'RALO101086GT4' } });
		expect(taken.status).toBe(409);
		expect((await send('PUT', '/private/clients', { id: 9, pii: {} })).status).toBe(404);
		expect((await send('PUT', '/private/clients', { pii: {} })).status).toBe(400);
		expect((await send('DELETE', '/private/clients')).status).toBe(400);
		expect((await send('GET', '/private/clients', { id: '1' })).status).toBe(400);
		expect((await send('GET', '/private/clients?page=1')).status).toBe(400);
		expect((await send('GET', '/private/nothing')).status).toBe(404);
	});
});

describe('the signature', () => {
	it('is asked for, over the bytes that were sent', async () => {
		const { baseUrl } = harness.sandbox.dynamicore;
		const bare = await harness.plain.get(`${baseUrl}/private/clients`);
		expect(bare.status).toBe(401);
		expect(bare.data).toEqual({
			status: 'error',
			message: { code: 0, message: 'the request has no Authorization header' },
		});
		const pretty = await harness.dynamicore('POST', '/private/clients', JSON.stringify(sample, null, 1));
		expect(pretty.data.message.message).toBe('body is not the compact JSON that was signed');
		const authorization = documentedAuthHeader(
			'GET',
			`${baseUrl}/private/clients`,
			'',
			harness.sandbox.dynamicore,
		);
		const other = await harness.plain.get(`${baseUrl}/private/clients?id=1`, { headers: { authorization } });
		expect(other.status).toBe(401);
		const { data: log } = await harness.plain.get('/control/requests');
		expect(log.at(-1)).toMatchObject({ status: 401, reason: expect.stringContaining('the digest is wrong') });
	});

	it('may use another scheme word, when the sandbox is told so', async () => {
		await harness.plain.put('/control/dynamicore/scheme', { scheme: 'DynamiCore' });
		const refused = await harness.dynamicore('GET', '/private/clients');
		expect(refused.data.message.message).toContain('not "DynamiCore"');
	});
});

describe('documents', () => {
	const file = (text: string) => new Blob([text], { type: 'application/pdf' });
	const upload = (form: unknown, path = '/files/users/upload/1/acta_constitutiva') =>
		harness.dynamicore('POST', path, form);

	it('are kept with the client, one or several', async () => {
		await create();
		const form = new FormData();
		form.append('file', file('first'), 'acta ñ.pdf');
		form.append('file', file('second'), 'rfc.pdf');
		const { status, data } = await upload(form);
		expect(status).toBe(200);
		const sha256 = createHash('sha256').update('first').digest('hex');
		expect(data.message).toMatchObject({ code: 1, total: 2 });
		expect(data.message.data[0]).toMatchObject({
			name: 'acta ñ.pdf',
			size: 5,
			sha256,
			type: 'application/pdf',
		});
		const { data: client } = await harness.plain.get('/control/dynamicore/clients/1');
		expect(client.pii.acta_constitutiva).toEqual(data.message.data);
		const bytes = await harness.plain.get('/control/dynamicore/clients/1/files/acta_constitutiva/1');
		expect(bytes.data).toBe('second');
		expect((await harness.plain.get(data.message.data[0].url)).data).toBe('first');
	});

	it('takes 10 MB', async () => {
		await create();
		const form = new FormData();
		form.append('file', new Blob([Buffer.alloc(10_000_000)]), 'big.pdf');
		expect((await upload(form)).data.message.data[0].size).toBe(10_000_000);
	});

	it('must be parts named file', async () => {
		await create();
		const named = new FormData();
		named.append('document', file('x'), 'x.pdf');
		expect((await upload(named)).data.message.message).toContain('must be named "file"');
		const field = new FormData();
		field.append('file', 'text');
		expect((await upload(field)).data.message.message).toContain('is not a file');
		expect((await upload({ file: 'x' })).data.message.message).toContain('multipart/form-data');
		const good = new FormData();
		good.append('file', file('x'), 'x.pdf');
		expect((await upload(good, '/files/users/upload/9/acta')).status).toBe(404);
		expect((await upload(good, '/files/users/upload/1/pii[acta]')).status).toBe(400);
	});
});
