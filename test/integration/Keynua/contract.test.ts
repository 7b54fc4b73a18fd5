import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { PDFDocument } from 'pdf-lib';
import { items, startWorld, type World } from '../support/world';
import {
	act,
	byId,
	byUrl,
	contractForm,
	createContract,
	jsons,
	pdfItem,
	record,
	requestsSeen,
} from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const get = { resource: 'contract', operation: 'get' };
const ID = '0a957760-910e-11ec-a9d7-d9cff2a71c0ee1';

describe('Get', () => {
	const page = (count: number) => ({ id: ID, items: Array.from({ length: count }, (_, id) => ({ id })) });

	test('the documented request, by ID and by any address that holds the ID', async () => {
		for (const contractId of [byId(ID), byUrl(`https://app.example.com/contracts/${ID}/detail?x=1`)]) {
			const { requests } = await record(world, { ...get, contractId }, { answer: page(1) });
			expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
				`GET /contracts/v1/${ID}?startAt=0&limit=50&values=true`,
			]);
		}
	});

	test('an address without an ID, and an ID that would climb to another endpoint, are refused', async () => {
		const wrongUrl = record(world, { ...get, contractId: byUrl('https://app.example.com/') });
		await expect(wrongUrl).rejects.toThrow('This address has no ID of a contract in it');
		const climbing = await record(world, { ...get, contractId: byId('..') });
		expect(climbing.requests).toEqual([]);
		expect(climbing.run.error?.message).toContain('".." cannot be used as contractId');
	});

	test.each([
		[
			'Return All over 120 items',
			{ returnAll: true },
			120,
			['0&limit=50', '50&limit=50', '100&limit=50'],
			120,
		],
		['Return All over exactly 50', { returnAll: true }, 50, ['0&limit=50', '50&limit=50'], 50],
		['Return All over none', { returnAll: true }, 0, ['0&limit=50'], 0],
		['a limit within the first page', { limit: 7 }, 120, ['0&limit=7'], 7],
		['a limit beyond the first page', { limit: 60 }, 120, ['0&limit=50', '50&limit=10'], 60],
	])('%s', async (_, parameters, total, pages, count) => {
		const answer = (request: string) => {
			const { searchParams } = new URL(request.split(' ')[1], 'http://x');
			const [start, limit] = ['startAt', 'limit'].map((name) => Number(searchParams.get(name)));
			return { id: ID, items: page(total).items.slice(start, start + limit) };
		};
		const { requests, run } = await record(
			world,
			{ ...get, contractId: byId(ID), ...parameters },
			{ answer },
		);
		expect(requests.map(({ url }) => url.replace(/^.*startAt=(.*)&values=true$/, '$1'))).toEqual(pages);
		expect(jsons(run)[0].items).toHaveLength(count);
	});

	test('without values on request, only in the raw answer', async () => {
		const { id } = await createContract(world);
		const raw = { ...get, contractId: byId(id), simplify: false, includeValues: false };
		const [{ items: found }] = jsons(await world.keynua(raw));
		expect((found as object[])[0]).not.toHaveProperty('value');
		expect((await requestsSeen(world)).at(-1)?.url).toContain('values=false');
	});

	test('a failed step is explained: code, Keynua’s words, meaning, what to do', async () => {
		const { id } = await createContract(world);
		await world.control.post(`/keynua/contracts/${id}/users/0/fail-next`, {
			itemType: 'facematch',
			code: 'FacemasksDetected',
		});
		await act(world, `/contracts/${id}/users/0/sign`);
		const [contract] = jsons(await world.keynua({ ...get, contractId: byId(id) }));
		expect(contract.status).toBe('error');
		const failed = (contract.items as Array<{ type: string }>).find(({ type }) => type === 'facematch');
		expect(failed).toMatchObject({
			state: 'error',
			explanation: {
				code: 'FacemasksDetected',
				message: 'Se ha detectado una mascarilla en la imagen.',
				meaning: 'The person wears a face mask.',
				advice: expect.stringContaining('record again'),
			},
		});
	});

	test('simplified, it keeps what was read from a signer’s document, and the alerts about it', async () => {
		const idInfo = { type: 'pe-id', idNumber: '12345678', names: 'Juan', lastName: 'Perez Alvarez' };
		const alerts = [{ type: 'reniec', data: { code: 'dniExpired', userId: 0, dni: '12345678' } }];
		const users = [{ id: 0, name: 'Manuel Silva', state: 'done', idInfo }];
		const answer = { id: ID, status: 'done', users, alerts, items: [] };
		const { run } = await record(world, { ...get, contractId: byId(ID) }, { answer });
		expect(jsons(run)[0]).toMatchObject({ users, alerts });
	});

	test('the signing links of another address, and of production without one', async () => {
		const token = 'eyJ0.x+y/z';
		const linkWith = async (credential: object) => {
			const setup = { answer: { id: ID, users: [{ id: 0, token }], items: [] } };
			const recorded = await record(
				{
					...world,
					credentials: { ...world.credentials, keynuaApi: { ...world.credentials.keynuaApi, ...credential } },
				},
				{ ...get, contractId: byId(ID), includeSigningLinks: true },
				setup,
			);
			return (jsons(recorded.run)[0].users as Array<{ signingLink: string }>)[0].signingLink;
		};
		expect(await linkWith({})).toBe('https://sign.keynua.com/index.html?token=eyJ0.x%2By%2Fz');
		expect(await linkWith({ signingPageUrl: 'https://firma.example.com/' })).toBe(
			'https://firma.example.com/index.html?token=eyJ0.x%2By%2Fz',
		);
	});

	test('an unknown contract: what Keynua says, and what to check', async () => {
		const { error } = await world.keynua({ ...get, contractId: byId(ID) });
		expect(error?.message).toContain(`Contract ${ID} not found`);
		expect(error?.description).toContain('Check the ID');
	});
});

describe('Delete', () => {
	const remove = { resource: 'contract', operation: 'delete' };

	test('the documented request, and the one answer', async () => {
		const { requests, run } = await record(
			world,
			{ ...remove, contractId: byId(ID) },
			{ answer: { deletedAt: '2021-01-25T21:38:50.055Z' } },
		);
		expect(requests).toMatchObject([{ method: 'DELETE', url: `/contracts/v1/${ID}`, body: '' }]);
		expect(jsons(run)).toEqual([{ id: ID, deleted: true, deletedAt: '2021-01-25T21:38:50.055Z' }]);
		const empty = await record(world, { ...remove, contractId: byId(ID) }, { answer: '' });
		expect(empty.run.error?.context.fate).toBe('unknown');
	});

	test('gives the credit back only when nobody has begun; a finished contract stays', async () => {
		const two = {
			signers: {
				signer: [
					{ name: 'Ana', groups: 'signers' },
					{ name: 'Eva', groups: 'signers' },
				],
			},
		};
		const [fresh, begun, done] = [
			await createContract(world),
			await createContract(world, two),
			await createContract(world),
		];
		await act(world, `/contracts/${begun.id}/users/0/sign`);
		await act(world, `/contracts/${done.id}/users/0/sign`);
		const run = await world.keynua(
			{ ...remove, contractId: '={{ $json.contractId }}' },
			{
				input: items({ contractId: fresh.id }, { contractId: begun.id }, { contractId: done.id }),
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(run.items.map(({ json }) => json.deleted)).toEqual([true, true, undefined]);
		expect(String(run.items[2].json.error)).toContain('A contract that is done cannot be deleted');
		const credit = async (id: string) =>
			(await world.control.get(`/keynua/contracts/${id}`)).data.creditRefunded;
		expect([await credit(fresh.id), await credit(begun.id)]).toEqual([true, false]);
	});
});

describe('Approve and Decline', () => {
	const decision = (operation: string, contractId: string) => ({
		resource: 'contract',
		operation,
		contractId: byId(contractId),
		message: 'Crédito',
	});
	const waiting = async () => {
		const contract = await createContract(world, {
			template: 'form',
			templateGroups: { group: [{ name: 'signers' }] },
			templateSettings: { contractApproval: true },
		});
		expect(await act(world, `/contracts/${contract.id}/users/0/sign`)).toMatchObject({
			status: 'contract_approval',
		});
		return contract.id;
	};

	test.each([
		['approve', 's'],
		['decline', 'e'],
	])('%s: the documented request and answer', async (operation, itemState) => {
		const answer = { success: true, item: { itemId: 1, itemState, itemVersion: 1 } };
		const { requests, run } = await record(world, decision(operation, ID), { answer });
		expect(requests).toMatchObject([
			{
				method: 'POST',
				url: `/contracts/v1/${operation}-contract`,
				json: { contractId: ID, message: 'Crédito' },
			},
		]);
		expect(jsons(run)).toEqual([{ id: ID, ...answer }]);
	});

	test.each(['approve', 'decline'])('%s: an answer without success is a no', async (operation) => {
		const answer = { success: false, message: 'El contrato ya fue aprobado' };
		const { run } = await record(world, decision(operation, ID), { answer });
		expect(run.items).toEqual([]);
		expect(run.error?.message).toContain('Keynua refused the request (200): El contrato ya fue aprobado');
		expect(run.error?.context).toMatchObject({ fate: 'refused' });
	});

	test('an approved contract is done, a declined one in error, and only those that wait are taken', async () => {
		const [first, second] = [await waiting(), await waiting()];
		expect(jsons(await world.keynua(decision('approve', first)))).toMatchObject([
			{ item: { itemState: 's' } },
		]);
		expect(jsons(await world.keynua(decision('decline', second)))).toMatchObject([
			{ item: { itemState: 'e' } },
		]);
		const status = async (id: string) =>
			jsons(await world.keynua({ ...get, contractId: byId(id) }))[0].status;
		expect([await status(first), await status(second)]).toEqual(['done', 'error']);
		const again = await world.keynua(decision('approve', first));
		expect(again.error?.message).toContain('The contract is in done, not in contract_approval');
		const silent = await world.keynua({ ...decision('approve', first), message: '={{ "" }}' });
		expect(silent.error?.message).toContain('"Message" is empty');
	});
});

describe('Download Signed Documents', () => {
	const download = { resource: 'contract', operation: 'downloadSigned' };
	const done = async (changes: INodeParameters = {}) => {
		const documents = { document: [{ source: 'file', inputDataFieldNames: 'one, two' }] };
		const input = [await pdfItem(world, 'one', 'two')];
		const [contract] = jsons(await world.keynua({ ...contractForm, documents, ...changes }, { input }));
		for (const { id } of contract.users as Array<{ id: number }>)
			await act(world, `/contracts/${String(contract.id)}/users/${id}/sign`);
		return String(contract.id);
	};
	const pagesIn = async (item: INodeExecutionData, field: string) =>
		(await PDFDocument.load(await world.engine.binary(item, field))).getPageCount();

	test.each([
		['final', ['data'], [5]],
		['individual', ['data', 'data_2'], [3, 3]],
		['all', ['data', 'data_2', 'data_3'], [5, 3, 3]],
	])('%s: real PDFs in %j', async (signedDocuments, fields, pages) => {
		const contractId = byId(await done({ templateId: 'sandbox-individual-documents' }));
		const run = await world.keynua({ ...download, contractId, signedDocuments });
		jsons(run);
		const [item] = run.items;
		expect(Object.keys(item.binary ?? {})).toEqual(fields);
		expect(await Promise.all(fields.map(async (field) => await pagesIn(item, field)))).toEqual(pages);
		expect(item.binary?.data.mimeType).toBe('application/pdf');
		const fetched = (await requestsSeen(world)).filter(({ url }) => url.includes('/files/'));
		expect(fetched).toHaveLength(fields.length);
		for (const { headers } of fetched) expect(headers).not.toEqual(expect.arrayContaining(['x-api-key']));
	});

	test('the PDFs of a document and of a group of signers: each says which it is', async () => {
		const signers = {
			signer: [
				{ name: 'Rosa Quispe', groups: 'buyers' },
				{ name: 'Luis Mamani', groups: 'sellers' },
				{ name: 'Ana Silva', groups: 'sellers' },
			],
		};
		const id = await done({ title: 'Sale', templateId: 'sandbox-group-documents', signers });
		const run = await world.keynua({ ...download, contractId: byId(id), signedDocuments: 'all' });
		expect(jsons(run)[0].files).toEqual([
			{ field: 'data', fileName: 'Sale.pdf' },
			{ field: 'data_2', fileName: 'one.pdf' },
			{ field: 'data_3', fileName: 'two.pdf' },
			{ field: 'data_4', fileName: 'Sale (Rosa Quispe).pdf', userIds: [0] },
			{ field: 'data_5', fileName: 'Sale (Luis Mamani, Ana Silva).pdf', userIds: [1, 2] },
		]);
		expect(await pagesIn(run.items[0], 'data_3')).toBe(3);
		expect(await pagesIn(run.items[0], 'data_5')).toBe(5);
	});

	test('a contract that has none of its own: which one there is', async () => {
		const contractId = byId(await done());
		const { error } = await world.keynua({ ...download, contractId, signedDocuments: 'individual' });
		expect(error?.message).toContain('Keynua has no such signed documents for this contract');
		expect(error?.description).toContain('Choose “Final PDF”');
	});

	test('the digitally signed file comes first: it is the one that counts', async () => {
		const group = { name: 'signers', signatureTypes: ['digital-signature'] };
		const id = await done({ title: 'Deed', template: 'form', templateGroups: { group: [group] } });
		const run = await world.keynua({ ...download, contractId: byId(id) });
		expect(jsons(run)[0].files).toEqual([
			{ field: 'data', fileName: 'Deed (digitally signed).pdf' },
			{ field: 'data_2', fileName: 'Deed.pdf' },
		]);
		// One page more: that of the digital signature.
		expect([await pagesIn(run.items[0], 'data'), await pagesIn(run.items[0], 'data_2')]).toEqual([6, 5]);
	});

	test.each([
		['cut in half', { kind: 'truncated' }],
		['a page of a gateway in its place', { kind: 'not-json' }],
		['nothing at all', { kind: 'empty' }],
	])('a file that comes otherwise is fetched again: %s', async (_, definition) => {
		const contractId = byId(await done());
		await world.control.post('/faults', { provider: 'keynua', pathContains: '/files/', ...definition });
		const run = await world.keynua({ ...download, contractId });
		jsons(run);
		const file = await PDFDocument.load(await world.engine.binary(run.items[0]));
		expect(file.getPageCount()).toBe(5);
	});

	test('a file that never comes whole: four tries, and no file', async () => {
		const contractId = byId(await done());
		const cut = { provider: 'keynua', pathContains: '/files/', kind: 'truncated', times: 9 };
		await world.control.post('/faults', cut);
		const { error, items: output } = await world.keynua({ ...download, contractId });
		await world.control.delete('/faults');
		expect(output).toEqual([]);
		expect(error?.message).toContain('Keynua did not give a usable answer (ECONNRESET)');
		expect(error?.description).toContain('Tried 4 times.');
	});

	test('a contract that is not signed yet: its status, and what to wait for', async () => {
		const { id } = await createContract(world);
		const { error } = await world.keynua({ ...download, contractId: byId(id) });
		expect(error?.message).toContain('The contract is not signed yet: its status is "pending_input"');
		expect(error?.description).toContain('Keynua Trigger');
	});

	test('a link that leads elsewhere than to https is not opened', async () => {
		for (const url of [
			'http://203.0.113.7/a.pdf',
			'ftp://203.0.113.7/a.pdf',
			'file:///etc/hostname',
			'nonsense',
		]) {
			const pdf = { id: 1, type: 'pdf', state: 'success', value: { url } };
			const answer = { id: ID, status: 'done', items: [pdf] };
			const { run } = await record(world, { ...download, contractId: byId(ID) }, { answer });
			expect(run.error?.message).toMatch(/not safe to open|no web address/);
		}
	});
});
