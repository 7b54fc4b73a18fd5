import { type Harness, startHarness, startReceiver, until } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

/** "Crear verificación de identidad": the documented curl sample. */
const sample = {
	documentNumber: '12345678',
	userPhone: '51123456789',
	userFullName: 'Patrick Star',
	title: 'Identification 12345678',
	type: 'video',
	documentType: 'pe-dni',
	disableInitialNotification: false,
};
const create = (changes: object = {}) =>
	harness.keynua.put('/identity-verification/v1', { ...sample, ...changes });
const act = (id: string, what: string, body?: object) =>
	harness.plain.post(`/control/keynua/verifications/${id}/${what}`, body);

describe('creating', () => {
	it('takes the documented sample', async () => {
		const { status, data } = await create();
		expect(status).toBe(200);
		expect(data).toMatchObject({
			status: 'pending_input',
			documentNumber: '12345678',
			countryCode: 'pe',
			userPhone: '51123456789',
			userFullName: 'Patrick Star',
			userToken: expect.any(String),
			expirationInHours: 0,
		});
		expect(data).not.toHaveProperty('userIdInfo');
		expect(data.items[0]).toMatchObject({
			reference: 'signersemail',
			type: 'usernotifier',
			state: 'success',
		});
	});

	it('makes a document type that video does not support global', async () => {
		expect((await create({ documentType: 'ar-id' })).data.countryCode).toBe('global');
		expect((await create({ documentType: 'ar-id', type: 'liveness' })).data.countryCode).toBe('ar');
		expect((await create({ documentType: 'global', type: 'liveness' })).data.countryCode).toBe('global');
	});

	it('takes the 3D scan', async () => {
		const scan = { documentScanVersion: 2, countries: ['PER'], idTypes: ['ID Card', 'Passport'] };
		const { status, data } = await create({ ...scan, type: 'liveness', addressMatchScore: 50 });
		expect(status).toBe(200);
		expect(data.items.map(({ type }: { type: string }) => type)).toContain('livenessinput');
	});

	it.each([
		[{ title: undefined }, 'title is required'],
		[{ documentNumber: 12345678 }, 'documentNumber must be a string'],
		[{ documentType: 'passport' }, 'documentType must be one of'],
		[{ userEmail: 'a@b.pe' }, 'must not be sent together'],
		[{ type: 'photo' }, 'type must be one of selfie, video, smile, liveness'],
		[{ disableInitialNotification: 'false' }, 'disableInitialNotification must be a boolean'],
		[{ validateDocument: true }, 'validateDocument is not a documented attribute'],
		[{ documentSide: 'back' }, 'documentSide must be one of front, both'],
		[{ documentSide: 'front', documentType: 'mx-ife' }, 'documentSide is only for documentType pe-dni'],
		[{ documentScanVersion: '2' }, 'documentScanVersion must be one of 1, 2'],
		[{ idTypes: ['Passport'] }, 'idTypes is only for the 3D scan'],
		[{ documentScanVersion: 1, countries: ['PER'] }, 'countries is only for the 3D scan'],
		[{ documentScanVersion: 2, countries: ['pe'] }, 'countries[0] must be an ISO 3166-1 alpha-3 code'],
		[{ addressMatchScore: 101 }, 'addressMatchScore must be at most 100'],
	])('refuses %j', async (changes, reason) => {
		const { status, data } = await create(changes);
		expect(status).toBe(400);
		expect(data.message).toContain(reason);
	});
});

/** "userIdInfo", as far as the front of the card goes. */
const front = ['type', 'idNumber', 'verificationDigit', 'names', 'lastName', 'birthDate', 'expirationDate'];

describe('the person', () => {
	it('completes it', async () => {
		const { id } = (await create({ documentSide: 'both' })).data;
		await act(id, 'complete');
		const { data } = await harness.keynua.get(`/identity-verification/v1/${id}`);
		expect(data).toMatchObject({
			status: 'done',
			userRealName: 'PATRICK, STAR',
			finishedAt: expect.any(String),
			userIdInfo: { type: 'pe-id', idNumber: '12345678', address: expect.any(String) },
		});
		expect(data.userIdInfo.reniecInfo).toMatchObject({ sex: '1', civilStatus: '1', department: 'LIMA' });
		expect((await act(id, 'complete')).status).toBe(409);
	});

	it.each([
		['none of it without a document to read', {}, []],
		['without the address from the front', { documentSide: 'front' }, [...front, 'reniecInfo']],
		['with the address from both sides', { documentSide: 'both' }, [...front, 'address', 'reniecInfo']],
		['also from the 3D scan', { documentScanVersion: 2 }, [...front, 'reniecInfo']],
		['not from 3D liveness alone', { type: 'liveness' }, []],
		['only of Peru', { documentType: 'co-cedula', documentScanVersion: 2 }, []],
	])('gives what is read from the document: %s', async (_, changes, attributes) => {
		const { id } = (await create(changes)).data;
		const { userIdInfo } = (await act(id, 'complete')).data;
		expect(Object.keys(userIdInfo ?? {}).sort()).toEqual([...attributes].sort());
	});

	it('fails, and may try again', async () => {
		const { id } = (await create()).data;
		const failed = (await act(id, 'fail')).data;
		const facematch = ({ items }: { items: Array<{ type: string }> }) =>
			items.find(({ type }) => type === 'facematch');
		expect(failed.status).toBe('error');
		expect(facematch(failed)).toMatchObject({ state: 'error', version: 1, value: { code: 'NotAMatch' } });
		const done = (await act(id, 'complete')).data;
		expect(done.status).toBe('done');
		expect(facematch(done)).toMatchObject({ state: 'success', version: 2 });
	});

	it('fails only in documented ways', async () => {
		const { id } = (await create()).data;
		expect((await act(id, 'fail', { itemType: 'facematch', code: 'Nope' })).status).toBe(400);
		expect((await act(id, 'fail', { itemType: 'nope' })).status).toBe(400);
		const { data } = await act(id, 'fail', { itemType: 'livenessdetection', code: 'ScoreTooLow' });
		expect(data.items.at(-1).value.code).toBe('ScoreTooLow');
	});

	it('is told about to the webhooks', async () => {
		const receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
		const { data: webhook } = await harness.plain.post('/control/keynua/webhooks', { url: receiver.url });
		await harness.plain.post(`/control/keynua/webhooks/${webhook.id}/enable`);
		const { id, userToken } = (await create({ documentSide: 'both' })).data;
		await act(id, 'complete');
		const last = () => receiver.received.at(-1)?.body;
		await until(() => last()?.type === 'IdentityVerificationFinished');
		expect(receiver.received.slice(1, 3).map(({ body }) => body.type)).toEqual([
			'IdentityVerificationCreated',
			'IdentityVerificationStarted',
		]);
		expect(last()?.payload).toMatchObject({ id, userToken, alerts: [] });
		// Unlike the object that GET gives, the event has no `reniecInfo`.
		expect(Object.keys(last()?.payload.userIdInfo ?? {}).sort()).toEqual([...front, 'address'].sort());
		const updated = receiver.received.find(({ body }) => body.type === 'IdentityVerificationItemUpdated');
		expect(updated?.body.payload.item).toMatchObject({ reference: 'signersemail', state: 'working' });
		await receiver.close();
	});
});

describe('listing', () => {
	const list = async (query: string, path = 'list') =>
		await harness.keynua.get(`/identity-verification/v1/${path}${query}`);

	it('pages until there is no next, newest first', async () => {
		for (const title of ['1', '2', '3']) await create({ title });
		const titles: string[] = [];
		let next: string | undefined = '';
		do {
			const query: string = next ? `&startKey=${encodeURIComponent(next)}` : '';
			const { data } = await list(`?limit=2${query}`);
			titles.push(...data.items.map((item: { title: string }) => item.title));
			next = data.next;
		} while (next);
		expect(titles).toEqual(['3', '2', '1']);
		expect((await list('?limit=3')).data).not.toHaveProperty('next');
		expect((await list('', 'list-org')).data.items).toHaveLength(3);
	});

	it('shows more when expanded, and only a range of dates', async () => {
		await create();
		const brief = Object.keys((await list('')).data.items[0]).sort();
		expect(brief).toEqual([
			'accountEmail',
			'createdAt',
			'documentNumber',
			'id',
			'status',
			'title',
			'userPhone',
		]);
		expect((await list('?expanded=true')).data.items[0]).toHaveProperty('organizationId');
		const past = '?startDate=2020-01-01T00:00:00.000Z&endDate=2020-02-01T00:00:00.000Z';
		expect((await list(past)).data.items).toEqual([]);
		const now = `?startDate=2020-01-01T00:00:00.000Z&endDate=${new Date(Date.now() + 1000).toISOString()}`;
		expect((await list(now)).data.items).toHaveLength(1);
	});

	it.each(['?startDate=2020-01-01', '?limit=0', '?expanded=1', '?startKey=x', '?page=2', '?limit=1&limit=2'])(
		'refuses %s',
		async (query) => {
			expect((await list(query)).status).toBe(400);
		},
	);
});
