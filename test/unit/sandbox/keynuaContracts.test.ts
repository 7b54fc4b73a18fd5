import { createHash } from 'node:crypto';
import axios from 'axios';
import { PDFDocument } from 'pdf-lib';
import { FileStore } from '../../../sandbox/keynua/files';
import { createContract, type Harness, samplePdf, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => {
	harness = await startHarness();
});
afterAll(() => harness.sandbox.close());

interface Item {
	type: string;
	state: string;
	version: number;
	userId: number | null;
	value: Record<string, unknown> | null;
}

const itemsOf = (contract: { items: Item[] }, type: string) =>
	contract.items.filter((item) => item.type === type);
const act = (id: string, user: number, what: string, body?: object) =>
	harness.plain.post(`/control/keynua/contracts/${id}/users/${user}/${what}`, body);
const twoSigners = {
	users: [
		{ name: 'Rosa Quispe Mamani', groups: ['signers'] },
		{ name: 'Manuel Silva', groups: ['signers'] },
	],
};

describe('authentication', () => {
	it('answers 403 without credentials and 401 to wrong ones', async () => {
		const { baseUrl, apiKey, apiToken } = harness.sandbox.keynua;
		const get = (headers: object) =>
			axios.get(`${baseUrl}/contracts/v1/x`, { headers: { ...headers }, validateStatus: () => true });
		expect(await get({})).toMatchObject({ status: 403, data: { message: 'Forbidden' } });
		expect(await get({ 'x-api-key': apiKey })).toMatchObject({ status: 403 });
		const wrong = { status: 401, data: { message: 'Unauthorized' } };
		expect(await get({ 'x-api-key': apiKey, authorization: 'x' })).toMatchObject(wrong);
		expect(await get({ 'x-api-key': apiKey, authorization: `Bearer ${apiToken}` })).toMatchObject(wrong);
		const { data } = await harness.plain.get('/control/requests');
		expect(data.at(-1).reason).toContain('bare token');
		expect(JSON.stringify(data)).not.toContain(apiToken);
	});
});

describe('the contract object', () => {
	it('has the documented attributes', async () => {
		const contract = await createContract(harness);
		const pdf = await samplePdf(harness);
		expect(Object.keys(contract)).toEqual(
			expect.arrayContaining(
				`id accountId templateId createdAt startedAt title description finishedAt deletedAt language timezone
				metadata reference shortCode expirationInHours expirationDatetime users groups documents items status
				alerts`.split(/\s+/),
			),
		);
		expect(contract.users[0]).toMatchObject({ id: 0, phone: null, state: 'pending', groups: ['signers'] });
		expect(contract.groups).toEqual([
			{
				...{ id: 'signers', name: 'Firmantes', description: '', digitalSignature: false, bulk: false },
				...{ icon: null, isApprover: false },
			},
		]);
		expect(contract.documents[0]).toMatchObject({
			id: 0,
			name: 'DocumentPdf.pdf',
			ext: 'pdf',
			sha: createHash('sha256').update(pdf).digest('hex'),
			size: pdf.length,
			type: 'application/pdf',
		});
	});

	it('pages its items and leaves out their values', async () => {
		const { id, items } = await createContract(harness);
		const get = async (query: string) => (await harness.keynua.get(`/contracts/v1/${id}${query}`)).data;
		expect((await get('')).items).toEqual(items);
		expect((await get('?startAt=2&limit=3')).items).toEqual(items.slice(2, 5));
		expect((await get('?values=false')).items[0]).not.toHaveProperty('value');
		expect((await get('?page=1')).message).toBe('page is not a documented attribute');
		expect((await get('?limit=all')).message).toBe('limit must be a number');
		expect((await harness.keynua.get('/contracts/v1/unknown')).status).toBe(404);
	});
});

describe('signing', () => {
	it('is done when all have signed, with the final PDF', async () => {
		const base64 = (await samplePdf(harness)).toString('base64');
		const documents = ['a.pdf', 'b.pdf'].map((name) => ({ name, base64 }));
		const created = await createContract(harness, { ...twoSigners, documents });
		expect(itemsOf(created, 'email').every(({ state }) => state === 'success')).toBe(true);
		const first = (await act(created.id, 0, 'sign')).data;
		expect(first).toMatchObject({ status: 'working', users: [{ state: 'done' }, { state: 'pending' }] });
		const done = (await act(created.id, 1, 'sign')).data;
		expect(done).toMatchObject({ status: 'done', finishedAt: expect.any(String) });
		expect(done.users[0].idInfo).toMatchObject({ type: 'pe-id', idNumber: '12345678', names: 'Rosa' });
		const [pdf] = itemsOf(done, 'pdf');
		expect(pdf).toMatchObject({ state: 'success', userId: null });
		expect(Object.keys(pdf.value as object)).toEqual(['url']);
		expect(await pagesAt((pdf.value as { url: string }).url)).toBe(2 + 2 + 1);
	});

	it('makes individual PDFs only for contracts that are configured to have them', async () => {
		const base64 = (await samplePdf(harness)).toString('base64');
		const documents = ['a.pdf', 'b.pdf'].map((name) => ({ name, base64 }));
		const users = [
			{ name: 'Rosa', groups: ['buyers'] },
			{ name: 'Luis', groups: ['sellers'] },
		];
		const signed = async (templateId: string) => {
			const { id } = await createContract(harness, { templateId, documents, users });
			await act(id, 0, 'sign');
			return itemsOf((await act(id, 1, 'sign')).data, 'pdf')[0].value as {
				individualDocsUrls: string[];
				individualDocs: object[];
				userGroupDocs?: Array<{ url: string }>;
			};
		};
		const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
		const individual = await signed('sandbox-individual-documents');
		expect(await pagesAt(individual.individualDocsUrls[1])).toBe(2 + 1);
		expect(individual.individualDocs).toEqual(Array(2).fill({ hash, userIds: [0, 1] }));
		expect(individual).not.toHaveProperty('userGroupDocs');
		const grouped = await signed('sandbox-group-documents');
		expect(grouped.individualDocsUrls).toHaveLength(2);
		expect(grouped.userGroupDocs).toEqual(
			[[0], [1]].map((userIds) => ({ hash, userIds, url: expect.stringContaining('/files/') })),
		);
		expect(await pagesAt(grouped.userGroupDocs![0].url)).toBe(2 + 2 + 1);
	});

	it('goes into error when a signer refuses, and on when they sign after all', async () => {
		const { id } = await createContract(harness);
		const refused = (await act(id, 0, 'refuse', { message: 'El monto no es el acordado' })).data;
		expect(refused).toMatchObject({ status: 'error', users: [{ state: 'error' }] });
		expect(itemsOf(refused, 'documents')[0]).toMatchObject({
			state: 'error',
			version: 1,
			value: { code: 'DocumentRejectedBySigner', message: 'El monto no es el acordado' },
		});
		const signed = (await act(id, 0, 'sign')).data;
		expect(signed.status).toBe('done');
		expect(itemsOf(signed, 'documents')[0]).toMatchObject({ state: 'success', version: 2 });
		expect((await act(id, 0, 'sign')).status).toBe(409);
		expect((await act(id, 7, 'sign')).status).toBe(404);
	});
});

describe('the approval of the account', () => {
	const stages = [{ groups: [{ name: 'signers', type: 'signers' }] }];
	const templateOptions = { global: { contractApproval: true }, stages };
	const decide = async (what: string, contractId: string) =>
		await harness.keynua.post(`/contracts/v1/${what}-contract`, { contractId, message: 'Crédito' });

	it('is waited for when all have signed, and finishes the contract', async () => {
		const { id } = await createContract(harness, { templateId: undefined, templateOptions });
		expect((await decide('approve', id)).status).toBe(400);
		const signed = (await act(id, 0, 'sign')).data;
		expect(signed.status).toBe('contract_approval');
		const [approval] = itemsOf(signed, 'contractapproval');
		expect(approval).toMatchObject({ state: 'working', userId: null });
		const { data } = await decide('approve', id);
		expect(data).toEqual({ success: true, item: { itemId: 9, itemState: 's', itemVersion: 1 } });
		expect((await harness.keynua.get(`/contracts/v1/${id}`)).data.status).toBe('done');
	});

	it('may be denied', async () => {
		const { id } = await createContract(harness, { templateId: undefined, templateOptions });
		await act(id, 0, 'sign');
		const { data } = await decide('decline', id);
		expect(data.item.itemState).toBe('e');
		expect((await harness.keynua.get(`/contracts/v1/${id}`)).data.status).toBe('error');
		expect((await decide('approve', id)).status).toBe(400);
		const noReason = await harness.keynua.post('/contracts/v1/approve-contract', { contractId: id });
		expect(noReason.data.message).toBe('message is required');
	});
});

describe('deleting', () => {
	it('answers deletedAt, and only once', async () => {
		const { id } = await createContract(harness);
		const { data } = await harness.keynua.delete(`/contracts/v1/${id}`);
		expect(data).toEqual({ deletedAt: expect.stringMatching(/Z$/) });
		const { data: contract } = await harness.keynua.get(`/contracts/v1/${id}`);
		expect(contract).toMatchObject({ status: 'deleted', deletedAt: data.deletedAt });
		expect((await harness.keynua.delete(`/contracts/v1/${id}`)).status).toBe(400);
		expect((await act(id, 0, 'sign')).status).toBe(409);
	});

	it('refuses a contract that is done', async () => {
		const { id } = await createContract(harness);
		await act(id, 0, 'sign');
		expect((await harness.keynua.delete(`/contracts/v1/${id}`)).status).toBe(400);
	});
});

describe('presigned URLs', () => {
	it('give the file, and nothing to a request with API credentials or a wrong signature', async () => {
		const { documents } = await createContract(harness);
		const get = (url: string, headers = {}) =>
			axios.get(url, { headers, validateStatus: () => true, responseType: 'arraybuffer' });
		const { headers, data } = await get(documents[0].url);
		expect(headers['content-type']).toBe('application/pdf');
		expect(Number(headers['content-length'])).toBe(documents[0].size);
		expect(Buffer.from(data)).toEqual(await samplePdf(harness));
		expect((await get(documents[0].url, { 'x-api-key': 'x' })).status).toBe(400);
		expect((await get(documents[0].url, { authorization: 'x' })).status).toBe(400);
		expect((await get(documents[0].url.replace(/expires=\d/, 'expires=9'))).status).toBe(403);
	});

	it('expire after 12 hours', () => {
		const files = new FileStore(() => 'http://x');
		const { id } = files.add('a', 'text/plain', Buffer.from('a'));
		const open = (hoursAgo: number) => {
			const query = new URL(files.url(id, Date.now() - hoursAgo * 3_600_000)).searchParams;
			return files.open(id, query.get('expires') ?? '', query.get('signature') ?? '');
		};
		expect(open(11.9).name).toBe('a');
		expect(() => open(12.1)).toThrow('Request has expired');
	});
});

async function pagesAt(url: string): Promise<number> {
	const { data } = await axios.get(url, { responseType: 'arraybuffer' });
	return (await PDFDocument.load(data)).getPageCount();
}
