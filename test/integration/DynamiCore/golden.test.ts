import type { INodeParameters } from 'n8n-workflow';
import { documentedAuthHeader } from '../../unit/sandbox/harness';
import { startRecorder, type Recorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';

/**
 * The samples of DynamiCore's documentation, as they go over the wire. The documentation writes them for curl
 * (`-d pii[firstname]=…`), announces JSON and signs JSON: nested JSON is expected here.
 */
let world: World;
let recorder: Recorder;
const answer = { status: 'success', message: { code: 1, total: 0, data: [] as unknown[] } };

beforeAll(async () => {
	world = await startWorld();
	recorder = await startRecorder(() => ({ body: answer }));
});
afterAll(async () => {
	await recorder.close();
	await world.close();
});
beforeEach(() => recorder.requests.splice(0));

const keys = { clientKey: 'CLIENT_KEY', secretKey: 'SECRET_KEY' };
const file = Buffer.from('file').toString('base64');

async function wire(parameters: INodeParameters, input = items({})) {
	const dynamiCoreApi = { baseUrl: recorder.url, scheme: 'Ictineo', ...keys };
	const { items: output, error } = await world.dynamiCore(parameters, {
		input,
		credentials: { dynamiCoreApi },
	});
	expect(error).toBeUndefined();
	expect(recorder.requests).toHaveLength(1);
	const [{ method, url, body, headers }] = recorder.requests;
	const timestamp = Number(/:(\d+):/.exec(String(headers.authorization))?.[1]);
	expect(headers.authorization).toBe(
		documentedAuthHeader(method, `${recorder.url}${url}`, body, keys, timestamp),
	);
	if (body !== '') expect(headers['content-type']).toBe('application/json');
	return { output, request: `${method} ${url}`, body: body === '' ? '' : (JSON.parse(body) as unknown) };
}

const person = {
	firstname: 'Rafael',
	lastname: 'Lopez',
	rfc: 'RALO101086GT4',
	email: 'email@google.com',
};

const efirma = { keysFrom: 'base64', keyBase64: file, cerBase64: file, password: '******' };

const samples: Array<[string, INodeParameters, string, unknown]> = [
	[
		'Types of Clients',
		{
			resource: 'clientType',
			operation: 'create',
			name: 'Persona Fisica',
			fieldNames: 'Lopez',
			additionalFields: { description: 'Template para registro de personas fisicas en SOFOM' },
		},
		'POST /v1/clients/types',
		{
			name: 'Persona Fisica',
			description: 'Template para registro de personas fisicas en SOFOM',
			template: [['Lopez']],
		},
	],
	[
		'Types of Products',
		{ resource: 'productType', operation: 'create', name: 'Persona Fisica', fieldNames: 'amount, months' },
		'POST /v1/products/types',
		{ name: 'Persona Fisica', template: [['amount', 'months']] },
	],
	[
		'Catalog of Type of Client',
		{ resource: 'catalog', operation: 'getClientFields' },
		'GET /v1/catalog/fields/client',
		'',
	],
	[
		'Catalog of product templates',
		{ resource: 'catalog', operation: 'getProductFields' },
		'GET /v1/catalog/fields/product',
		'',
	],
	[
		'Create Client',
		{ resource: 'client', operation: 'create', clientType: '17', ...person },
		'POST /private/clients',
		{ client_type: '17', pii: person },
	],
	[
		'Update Client',
		{ resource: 'client', operation: 'update', clientId: '1', updateFields: person },
		'PUT /private/clients',
		{ id: '1', pii: person },
	],
	[
		'List of Clients',
		{ resource: 'client', operation: 'getMany', filters: { id: '1' } },
		'GET /private/clients?id=1',
		'',
	],
	[
		'Get SAT',
		{
			resource: 'client',
			operation: 'getSatData',
			clientId: '1',
			sendKeys: true,
			rfc: 'RAFO830910GT7',
			...efirma,
		},
		`GET /v1/clients/1/sat?${new URLSearchParams({
			cer: `data:application/x-x509-ca-cert;base64,${file}`,
			key: `data:application/x-iwork-keynote-sffkey;base64,${file}`,
			pas: '******',
			rfc: 'RAFO830910GT7',
			type: 'efirma',
		}).toString()}`,
		'',
	],
	[
		'Get Credit Score',
		{ resource: 'client', operation: 'getCreditScore', clientId: '1' },
		'GET /v1/clients/1/score',
		'',
	],
	[
		'Create Account',
		{
			resource: 'account',
			operation: 'create',
			clientId: '1',
			product: '6',
			enabled: true,
			currency: { __rl: true, mode: 'list', value: '484' },
		},
		'POST /v1/accounts',
		{ client_id: '1', product: '6', enabled: '1', currency: '484' },
	],
	[
		'Customer accounts',
		{ resource: 'account', operation: 'get', accountId: '1', clientId: '1' },
		'GET /v1/accounts?id=1&client_id=1',
		'',
	],
	[
		'Account transactions',
		{ resource: 'account', operation: 'getTransactions', accountId: '1' },
		'GET /v1/accounts/1/transactions',
		'',
	],
	[
		'Account payments',
		{ resource: 'account', operation: 'getPayments', accountId: '1' },
		'GET /v1/accounts/1/payments',
		'',
	],
	[
		'Load Keys, CIEC',
		{ resource: 'sat', operation: 'loadKeys', clientId: '1', keyType: 'ciec', password: 'pass' },
		'POST /internal/sat/sat_key',
		{ client: 1, type: 'ciec', pas: 'pass' },
	],
	[
		'Load Keys, e.firma',
		{ resource: 'sat', operation: 'loadKeys', clientId: '1', keyType: 'efirma', ...efirma },
		'POST /internal/sat/sat_key',
		{ client: 1, type: 'efirma', pas: '******', key: file, cer: file },
	],
	[
		// The sample's end, 2021-11-31, is no day of the calendar.
		'Sync Data',
		{ resource: 'sat', operation: 'sync', clientId: '1', start: '2021-01-01', end: '2021-11-30' },
		'POST /internal/sat/sat_key',
		{ client: 1, start: '2021-01-01', end: '2021-11-30' },
	],
	[
		'Get Data',
		{
			resource: 'sat',
			operation: 'getData',
			clientId: '1',
			limit: 50,
			filters: { start: '2021-01-01', end: '2021-11-30' },
		},
		'GET /private/sat/data?client=1&start=2021-01-01&end=2021-11-30&limit=50&page=1',
		'',
	],
	[
		'Mifiel: Create Document',
		{
			resource: 'mifielDocument',
			operation: 'create',
			clientId: '424',
			field: 'acceptance_bc',
			signatories: { signatory: [{ name: 'Demo', email: 'demo@demo.com', taxId: 'DEMO1A' }] },
			additionalFields: {
				externalId: 'Mifiel-0000000000000000',
				dayToExpire: 1,
				messageForSigners: 'Message',
				remindEvery: 0,
				viewers: { viewer: [{ email: 'demo@demo.com', name: 'demo' }] },
			},
		},
		'POST /marketplace/apps/mifiel/documents',
		{
			id: 424,
			type: 'client',
			field: 'acceptance_bc',
			signatories: [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A' }],
			external_id: 'Mifiel-0000000000000000',
			day_to_expire: 1,
			message_for_signers: 'Message',
			remind_every: 0,
			// The sample sends the text "true"; the table says boolean.
			send_invites: true,
			viewers: [{ email: 'demo@demo.com', name: 'demo' }],
		},
	],
	[
		'Mifiel: Create Document, with nothing but what has to be filled in: Mifiel is told whether to invite',
		{
			resource: 'mifielDocument',
			operation: 'create',
			clientId: '424',
			field: 'acceptance_bc',
			signatories: { signatory: [{ name: 'Demo', email: 'demo@demo.com', taxId: 'DEMO1A' }] },
		},
		'POST /marketplace/apps/mifiel/documents',
		{
			id: 424,
			type: 'client',
			field: 'acceptance_bc',
			signatories: [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A' }],
			send_invites: true,
		},
	],
	[
		'Mifiel: Get Document',
		{ resource: 'mifielDocument', operation: 'get', documentId: 'abc' },
		'GET /marketplace/apps/mifiel/documents/abc',
		'',
	],
	[
		'Mifiel: Delete Document',
		{ resource: 'mifielDocument', operation: 'delete', documentId: 'abc' },
		'DELETE /marketplace/apps/mifiel/documents/abc',
		'',
	],
];

test.each(samples)('%s', async (_, parameters, request, body) => {
	expect(await wire(parameters)).toMatchObject({ request, body });
});

test('the documented answer has an empty list: a write gives an item all the same, a read gives none', async () => {
	const create = { resource: 'client', operation: 'create', clientType: '17', ...person };
	expect((await wire(create)).output).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
	recorder.requests.splice(0);
	expect((await wire({ resource: 'client', operation: 'getMany' })).output).toEqual([]);
});

test('Upload Documents: one multipart request with the files as parts named file', async () => {
	const binary = {
		acta: await world.engine.file(Buffer.from('%PDF acta'), {
			fileName: 'acta_constitutiva.pdf',
			mimeType: 'application/pdf',
		}),
		rfc: await world.engine.file(Buffer.from('%PDF rfc'), {
			fileName: 'rfc.pdf',
			mimeType: 'application/pdf',
		}),
	};
	const parameters = {
		resource: 'client',
		operation: 'uploadDocuments',
		clientId: '1',
		field: 'acta_constitutiva',
		inputDataFieldNames: 'acta, rfc',
	};
	const dynamiCoreApi = { baseUrl: recorder.url, scheme: 'Ictineo', ...keys };
	await world.dynamiCore(parameters, { input: [{ json: {}, binary }], credentials: { dynamiCoreApi } });
	const [{ method, url, headers, body }] = recorder.requests;
	expect(`${method} ${url}`).toBe('POST /files/users/upload/1/acta_constitutiva');
	expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	const parts = [
		...body.matchAll(/name="(\w+)"; filename="([^"]+)"\r\nContent-Type: ([^\r]+)\r\n\r\n([^\r]*)/g),
	];
	expect(parts.map(([, ...part]) => part)).toEqual([
		['file', 'acta_constitutiva.pdf', 'application/pdf', '%PDF acta'],
		['file', 'rfc.pdf', 'application/pdf', '%PDF rfc'],
	]);
});
