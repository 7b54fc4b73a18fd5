import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import type { INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';
import { act, byId, byUrl, contractForm, jsons, record } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const base = { resource: 'documentTemplate' };
const ID = '2021-05-07T22:10:14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6';
const ENCODED = '2021-05-07T22%3A10%3A14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6';
const PATH = '/contract-manager-document-templates/api';

async function loanTemplate(): Promise<string> {
	const found = jsons(await world.keynua({ ...base, operation: 'getMany' }));
	return String(found.find(({ name }) => name === 'Loan agreement')?.templateId);
}

describe('Get Many and Get', () => {
	test('the documented requests', async () => {
		const listed = async (parameters: INodeParameters, pages: object[]) => {
			let page = 0;
			const answer = () => pages[page++];
			const { requests, run } = await record(
				world,
				{ ...base, operation: 'getMany', ...parameters },
				{ answer },
			);
			return { urls: requests.map(({ method, url }) => `${method} ${url}`), count: jsons(run).length };
		};
		const [one, two] = [{ templateId: 'a' }, { templateId: 'b' }];
		expect(await listed({ returnAll: true }, [{ templates: [one, two] }])).toEqual({
			urls: [`GET ${PATH}`],
			count: 2,
		});
		expect(
			await listed({ limit: 2, organizational: true }, [
				{ templates: [one], next: 'n=' },
				{ templates: [two] },
			]),
		).toEqual({
			urls: [`GET ${PATH}?limit=2&organizational=true`, `GET ${PATH}?limit=1&organizational=true&start=n%3D`],
			count: 2,
		});
		for (const documentTemplateId of [
			byId(ID),
			byUrl(`https://x.example/${ID}`),
			byUrl(`https://x.example/${ENCODED}/edit`),
		]) {
			const answer = { templateId: ID };
			const parameters = { ...base, operation: 'get', documentTemplateId };
			const { requests } = await record(world, parameters, { answer });
			expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${PATH}/${ENCODED}`]);
		}
	});

	test('against the sandbox, in pages of a limit, own and of the organization', async () => {
		for (const name of ['One', 'Two']) await act(world, '/document-templates', { name, fields: [] });
		await act(world, '/document-templates', { name: 'Of a colleague', fields: [], colleague: true });
		const names = async (parameters: INodeParameters) =>
			jsons(await world.keynua({ ...base, operation: 'getMany', ...parameters })).map(({ name }) => name);
		expect(await names({})).toEqual(['Two', 'One', 'Loan agreement']);
		expect(await names({ limit: 1 })).toEqual(['Two']);
		expect(await names({ organizational: true, returnAll: true })).toEqual([
			'Of a colleague',
			'Two',
			'One',
			'Loan agreement',
		]);
		const [template] = jsons(
			await world.keynua({ ...base, operation: 'get', documentTemplateId: byId(await loanTemplate()) }),
		);
		expect(template).toMatchObject({
			name: 'Loan agreement',
			files: [{ name: 'Loan agreement.pdf' }, { name: 'Payment schedule.pdf' }],
		});
		expect(template.fields).toContainEqual(expect.objectContaining({ id: 'dni-0', regex: '^\\d{8}$' }));
	});
});

describe('the form of a template', () => {
	const credentials = () => ({ keynuaApi: world.credentials.keynuaApi });

	test('templates to choose from: own ones and those of the organization, each once', async () => {
		await act(world, '/document-templates', { name: 'Of a colleague', fields: [], colleague: true });
		const search = async (filter?: string) =>
			await world.engine.listSearch('n8n-nodes-esign-kyc.keynua', 'searchDocumentTemplates', {
				credentials: credentials(),
				filter,
			});
		expect((await search()).results.map(({ name }) => name)).toEqual(['Loan agreement', 'Of a colleague']);
		expect((await search('colleague')).results).toHaveLength(1);
	});

	test('its own fields, with name, type, required and default', async () => {
		const fieldsFor = async (value: string) =>
			await world.engine.resourceMapping('n8n-nodes-esign-kyc.keynua', 'getTemplateFields', {
				credentials: credentials(),
				parameters: { ...base, operation: 'fill', documentTemplateId: byId(value) },
			});
		const { fields } = await fieldsFor(await loanTemplate());
		const common = { defaultMatch: false, display: true };
		expect(fields).toEqual([
			{ ...common, id: 'borrower-0', displayName: 'Borrower', type: 'string', required: true },
			{ ...common, id: 'dni-0', displayName: 'DNI', type: 'string', required: true },
			{ ...common, id: 'amount-0', displayName: 'Amount', type: 'number', required: true },
			{ ...common, id: 'date-0', displayName: 'First payment', type: 'dateTime', required: true },
			{ ...common, id: 'city-0', displayName: 'City', type: 'string', required: false, defaultValue: 'Lima' },
			{ ...common, id: 'notes-0', displayName: 'Notes', type: 'string', required: false },
		]);
		expect((await fieldsFor('')).fields).toEqual([]);
		await expect(fieldsFor(ID)).rejects.toThrow('not found');
	});
});

describe('Fill', () => {
	const values = {
		'borrower-0': 'Rosa Quispe',
		'dni-0': '46464646',
		'amount-0': 6000,
		'date-0': '2026-07-28T00:00:00',
	};
	const fill = (documentTemplateId: string, value: object, more: object = {}) =>
		({
			...base,
			operation: 'fill',
			documentTemplateId: byId(documentTemplateId),
			fields: { mappingMode: 'defineBelow', value },
			...more,
		}) as INodeParameters;

	test('the documented request', async () => {
		const fields = [
			{ id: 'email-0', name: 'Email', type: 'string', required: true },
			{ id: 'date-0', name: 'Date', type: 'date', required: true },
		];
		const file = { id: 'f', storageId: 's', url: 'https://x.example', size: 1, sha256: 'h' };
		const { requests, run } = await record(
			world,
			fill(ID, { 'email-0': 'user@mail.com', 'date-0': '2020-10-09' }),
			{
				answer: (request: string) =>
					request.startsWith('GET')
						? { templateId: ID, fields, files: [{ id: 'f', name: 'a.pdf' }] }
						: { files: [file] },
			},
		);
		expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			`GET ${PATH}/${ENCODED}`,
			`POST ${PATH}/create-filled-files/${ENCODED}`,
		]);
		expect(requests[1].json).toEqual({
			fieldValues: [
				{ name: 'email-0', value: 'user@mail.com' },
				{ name: 'date-0', value: '2020-10-09' },
			],
		});
		expect(jsons(run)).toEqual([{ templateId: ID, files: [{ ...file, name: 'a.pdf' }] }]);
	});

	test('real PDFs with the values in them, whose storageIds a contract takes', async () => {
		const templateId = await loanTemplate();
		const run = await world.keynua(
			fill(templateId, values, { downloadFiles: true, outputDataFieldName: 'pdf' }),
		);
		const [json] = jsons(run);
		const files = json.files as Array<{ name: string; sha256: string; storageId: string; size: number }>;
		expect(files.map(({ name }) => name)).toEqual(['Loan agreement.pdf', 'Payment schedule.pdf']);
		expect(Object.keys(run.items[0].binary ?? {})).toEqual(['pdf', 'pdf_2']);
		const bytes = await world.engine.binary(run.items[0], 'pdf');
		expect(createHash('sha256').update(bytes).digest('hex')).toBe(files[0].sha256);
		const pdf = await PDFDocument.load(bytes);
		expect(pdf.getForm().getFields()).toEqual([]);
		const document = {
			source: 'storageId',
			name: 'Loan',
			storageId: '={{ $json.files.map(f => f.storageId).join() }}',
		};
		const contract = { ...contractForm, documents: { document: [document] }, simplify: false };
		const [created] = jsons(await world.keynua(contract, { input: [{ json }] }));
		expect(created.documents).toMatchObject([
			{ name: 'Loan.pdf', sha: files[0].sha256, size: files[0].size },
			{ name: 'Loan (2).pdf', sha: files[1].sha256 },
		]);
	});

	test('when the PDFs cannot be fetched, what was filled is given out with a warning, and n8n does not fill it again', async () => {
		const templateId = await loanTemplate();
		// The first of its two PDFs has expired by the time it is fetched.
		await world.control.delete('/requests');
		await world.control.post('/faults', {
			provider: 'keynua',
			kind: 'status',
			status: 403,
			body: { message: 'Request has expired' },
			method: 'GET',
			pathContains: '/files/',
		});
		const run = await world.keynua(fill(templateId, values, { downloadFiles: true }), {
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		const [json] = jsons(run);
		expect(run.error).toBeUndefined();
		expect(json).toMatchObject({ templateId, files: [{ storageId: expect.any(String) }, {}] });
		expect(json.warning).toMatch(
			/^This was done, but fetching the files failed \(.*403.*\): .*do not run this item again\.$/,
		);
		const { data } = await world.control.get<Array<{ method: string; url: string }>>('/requests');
		expect(data.filter(({ url }) => url.includes('create-filled-files'))).toHaveLength(1);
	});

	test('mapped automatically: fields of the item, by id or by name', async () => {
		const parameters = fill(
			await loanTemplate(),
			{},
			{ fields: { mappingMode: 'autoMapInputData', value: null } },
		);
		const item = {
			Borrower: 'Ana',
			'dni-0': '12345678',
			Amount: '10.5',
			'First payment': '2026-01-31',
			City: 'Cusco',
			// What the form or table that the item comes from has besides.
			submittedAt: '2026-01-02T10:00:00Z',
			formMode: 'test',
			rowNumber: 7,
		};
		expect(jsons(await world.keynua(parameters, { input: [{ json: item }] }))).toMatchObject([
			{ files: [{}, {}] },
		]);
	});

	test.each<[string, object, string]>([
		['no required value', { 'borrower-0': '' }, '"Borrower" is empty'],
		['too short', { 'borrower-0': 'Al' }, '"Borrower" is shorter than 3 characters: Al'],
		['too long', { 'notes-0': 'x'.repeat(201) }, '"Notes" is longer than 200 characters'],
		['no number', { 'amount-0': 'six' }, '"Amount" is not a number: six'],
		['no date', { 'date-0': '28/07/2026' }, '"First payment" is not a day of the calendar: 28/07/2026'],
		['an object', { 'borrower-0': { a: 1 } }, '"Borrower" must be a text'],
		['an unknown field', { 'gone-0': 'x' }, 'The template has no field "gone-0"'],
	])('%s is a sentence that names the field, before anything is sent', async (_, wrong, sentence) => {
		const { error } = await world.keynua(fill(await loanTemplate(), { ...values, ...wrong }));
		expect(error?.message).toContain(sentence);
		const sent = (await world.control.get('/requests')).data as Array<{ method: string }>;
		expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test("the template's patterns are left to Keynua, whose words reach the person", async () => {
		const { error } = await world.keynua(fill(await loanTemplate(), { ...values, 'dni-0': '4646464' }));
		expect(error?.message).toContain('dni-0 does not match');
	});
});
