import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

const sat = (operation: string, parameters: INodeParameters = {}) => ({
	resource: 'sat',
	operation,
	clientId: '1',
	...parameters,
});
const ciec = sat('loadKeys', { keyType: 'ciec', password: 'secret-of-the-client' });
const efirma = sat('loadKeys', { keyType: 'efirma', password: 'secret-of-the-client' });

async function run(parameters: INodeParameters, binary?: Record<string, IBinaryData>) {
	return await world.dynamiCore(parameters, { input: [{ json: {}, ...(binary && { binary }) }] });
}
const jsons = async (parameters: INodeParameters) => (await run(parameters)).items.map(({ json }) => json);
const messageOf = async (parameters: INodeParameters) => (await run(parameters)).error?.message;
const sent = async () => (await world.control.get('/requests')).data as IDataObject[];

beforeEach(async () => {
	await world.control.post('/reset');
	const person = { firstname: 'R', lastname: 'L', rfc: 'RALO101086GT4', email: 'a@b.mx' };
	await run({ resource: 'client', operation: 'create', clientType: '17', ...person });
	await world.control.delete('/requests');
});

describe('load keys', () => {
	const file = async (content: string, fileName: string) =>
		await world.engine.file(Buffer.from(content), { fileName, mimeType: 'application/octet-stream' });

	test('CIEC needs the password only', async () => {
		expect(await jsons(ciec)).toEqual([{ client: 1, type: 'ciec' }]);
	});

	test('e.firma from files of the item', async () => {
		const binary = { llave: await file('key', 'a.key'), cer: await file('cer', 'a.cer') };
		const { items: output, error } = await run({ ...efirma, keyFileField: 'llave' }, binary);
		expect(error).toBeUndefined();
		expect(output[0].json).toEqual({ client: 1, type: 'efirma' });
		const body = JSON.parse(String((await sent())[0].body));
		expect(body).toMatchObject({
			key: Buffer.from('key').toString('base64'),
			cer: Buffer.from('cer').toString('base64'),
		});
	});

	test('e.firma from Base64, as a data URI and over several lines', async () => {
		const keys = { keysFrom: 'base64', keyBase64: 'data:;base64,a2V5', cerBase64: ' Y2Vy\nY2Vy ' };
		expect(await jsons({ ...efirma, ...keys })).toEqual([{ client: 1, type: 'efirma' }]);
		expect(JSON.parse(String((await sent())[0].body))).toMatchObject({ key: 'a2V5', cer: 'Y2VyY2Vy' });
	});

	test.each([
		[
			'"Private Key (Base64)" is not Base64 [item 0]',
			{ keysFrom: 'base64', keyBase64: 'ñ', cerBase64: 'Y2Vy' },
		],
		[
			'"Certificate (Base64)" is not Base64 [item 0]',
			{ keysFrom: 'base64', keyBase64: 'a2V5', cerBase64: 'Y2V' },
		],
		['"Private Key Input Data Field Name": there is no file in the field "key" [item 0]', {}],
		['"Client" is not a number: RALO [item 0]', { clientId: 'RALO' }],
		['"Password" is empty [item 0]', { password: '={{ undefined }}' }],
	])('%s, before anything is sent', async (message, parameters) => {
		expect(await messageOf({ ...efirma, ...parameters })).toBe(message);
		expect(await sent()).toEqual([]);
	});

	test.each(['  pass word ', ' ', '\tñ\n'])('the password %j is sent as it is', async (password) => {
		const entered = `={{ ${JSON.stringify(password)} }}`;
		await run({ ...ciec, password: entered });
		expect(JSON.parse(String((await sent())[0].body))).toMatchObject({ pas: password });
		const keys = { keysFrom: 'base64', keyBase64: 'a2V5', cerBase64: 'Y2Vy' };
		await world.control.delete('/requests');
		await run({
			...{ resource: 'client', operation: 'getSatData', clientId: '1' },
			...{ sendKeys: true, rfc: 'RALO101086GT4', password: entered, ...keys },
		});
		const [{ url }] = await sent();
		expect(new URL(String(url), 'http://x').searchParams.get('pas')).toBe(password);
	});

	test('the password is in no message and no output, even when the provider repeats it', async () => {
		const words = 'secret-of-the-client is wrong';
		const body = { status: 'error', message: { message: { message: words } } };
		await world.control.post('/faults', { provider: 'dynamicore', kind: 'error-in-200', body });
		const { error } = await run(ciec);
		expect(error?.message).toBe('DynamiCore refused the request (200): ••• is wrong [item 0]');
		expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain('secret-of');
	});
});

describe('sync and get data', () => {
	const period = { start: '2021-01-01', end: '2021-05-31' };
	const arrive = async () => await world.control.post('/dynamicore/sat/1/arrive');
	beforeEach(async () => await run(ciec));

	test('days come from any date of n8n, in the time zone of the workflow', async () => {
		// The engine's workflow is in New York (n8n's default): there it is still the last day of January.
		const dates = { start: '2021-01-31T23:30:00', end: '={{ new Date("2021-02-01T03:00:00Z") }}' };
		const [{ start, end }] = await jsons(sat('sync', dates));
		expect({ start, end }).toEqual({ start: '2021-01-31', end: '2021-01-31' });
		const instants = { start: '={{ DateTime.fromISO("2021-01-05") }}', end: '2021-01-06T12:00:00Z' };
		expect(await jsons(sat('sync', instants))).toMatchObject([{ start: '2021-01-05', end: '2021-01-06' }]);
	});

	test.each([
		['"Start" (2021-05-31) is after "End" (2021-01-01) [item 0]', { start: period.end, end: period.start }],
		['"End" is not a day of the calendar: 2021-11-31 [item 0]', { ...period, end: '2021-11-31' }],
		['"Start" is empty [item 0]', { ...period, start: '={{ "" }}' }],
	])('%s', async (message, dates) => {
		await world.control.delete('/requests');
		expect(await messageOf(sat('sync', dates))).toBe(message);
		expect(await sent()).toEqual([]);
	});

	test('a sync without keys is refused with the reason', async () => {
		await run({
			resource: 'client',
			operation: 'create',
			clientType: '17',
			firstname: 'B',
			lastname: 'B',
			rfc: 'BBBB010203XY2',
			email: 'b@b.mx',
		});
		expect(await messageOf(sat('sync', { ...period, clientId: '2' }))).toContain('has no SAT keys');
	});

	test('all pages, as many as wanted, and the days that are asked for', async () => {
		await run(sat('sync', period));
		expect(await jsons(sat('getData', { returnAll: true }))).toEqual([]);
		await arrive();
		const all = await jsons(sat('getData', { returnAll: true }));
		expect(all).toHaveLength(151);
		expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(151);
		expect(await jsons(sat('getData'))).toEqual(all.slice(0, 50));
		expect(await jsons(sat('getData', { limit: 120 }))).toEqual(all.slice(0, 120));
		expect(await jsons(sat('getData', { limit: 3 }))).toEqual(all.slice(0, 3));
		const march = { start: '2021-03-01', end: '2021-03-31' };
		expect(await jsons(sat('getData', { returnAll: true, filters: march }))).toHaveLength(31);
		expect(await messageOf(sat('getData', { filters: { start: 'soon' } }))).toBe(
			'"Start" is not a day of the calendar: soon [item 0]',
		);
	});

	test('exactly full pages, and none', async () => {
		await run(sat('sync', { start: '2021-01-01', end: '2021-04-10' }));
		await arrive();
		await world.control.delete('/requests');
		expect(await jsons(sat('getData', { returnAll: true }))).toHaveLength(100);
		expect(await sent()).toHaveLength(3);
	});
});

describe('get data from a provider that pages otherwise than expected', () => {
	const numbers = (from: number, to: number) => {
		return Array.from({ length: to - from }, (_, index) => ({ uuid: `${from + index}` }));
	};
	async function ask(page: (url: URL) => { data: object[]; total?: number }) {
		const recorder = await startRecorder(({ url }) => ({
			body: { status: 'success', message: { code: 1, ...page(new URL(url, 'http://x')) } },
		}));
		const dynamiCoreApi = { ...world.credentials.dynamiCoreApi, baseUrl: recorder.url };
		const { items: output, error } = await world.dynamiCore(sat('getData', { returnAll: true }), {
			input: items({}),
			credentials: { dynamiCoreApi },
		});
		await recorder.close();
		return { uuids: output.map(({ json }) => json.uuid), requests: recorder.requests.length, error };
	}
	async function read(page: Parameters<typeof ask>[0]) {
		const { error, ...what } = await ask(page);
		expect(error).toBeUndefined();
		return what;
	}
	const pageOf = (url: URL) => Number(url.searchParams.get('page'));

	test('it gives everything at once, whatever is asked', async () => {
		const { uuids, requests } = await read(() => ({ data: numbers(0, 130) }));
		expect(uuids).toHaveLength(130);
		expect(requests).toBe(2);
	});

	test('it knows no pages but a limit, and the total tells that there is more: that is said', async () => {
		const { error, uuids } = await ask(() => ({ data: numbers(0, 50), total: 120 }));
		expect(uuids).toEqual([]);
		expect(error?.message).toContain('The provider sent the same page of the list again');
	});

	test('its pages are smaller than asked, and the total tells', async () => {
		const { uuids } = await read((url) => ({
			data: numbers((pageOf(url) - 1) * 20, Math.min(pageOf(url) * 20, 70)),
			total: 70,
		}));
		expect(uuids).toEqual(numbers(0, 70).map(({ uuid }) => uuid));
	});

	test('its total counts the page only', async () => {
		const { uuids } = await read((url) => {
			const data = numbers((pageOf(url) - 1) * 50, Math.min(pageOf(url) * 50, 120));
			return { data, total: data.length };
		});
		expect(uuids).toHaveLength(120);
	});
});
