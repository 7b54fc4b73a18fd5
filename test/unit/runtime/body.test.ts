import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';
import { decoded, filesOf, rawBody, recordsOf } from '../../../nodes/runtime/webhook/body';
import { anyText } from '../arbitraries';

interface Request {
	contentType?: string;
	rawBody?: Buffer;
	readRawBody(this: Request): Promise<void>;
}

const contextOf = (request: Partial<Request>, body: unknown = {}) =>
	({ getRequestObject: () => request, getBodyData: () => body }) as unknown as IWebhookFunctions;
const records = (raw: string) => recordsOf(contextOf({}), raw, 'csv');
const multipart = { contentType: 'multipart/form-data' };
const form = (data: unknown) => recordsOf(contextOf(multipart, { data, files: {} }), '', 'csv');
const record = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer()), {
	minKeys: 1,
});

describe('the text of a body', () => {
	test('is what n8n has read, or leaves to be read, without a byte order mark', async () => {
		const bytes = Buffer.from('\uFEFF{"name":"Ñandú"}');
		expect(await rawBody(contextOf({ rawBody: bytes }))).toBe('{"name":"Ñandú"}');
		const unread: Request = {
			async readRawBody() {
				this.rawBody = bytes;
			},
		};
		expect(await rawBody(contextOf(unread))).toBe('{"name":"Ñandú"}');
	});

	test('is empty for a form with files, whose stream n8n has used up, and for no body', async () => {
		const readRawBody = async () => {
			throw new Error('read a second time');
		};
		expect(await rawBody(contextOf({ ...multipart, readRawBody }, { data: {}, files: {} }))).toBe('');
		expect(await rawBody(contextOf({ async readRawBody() {} }))).toBe('');
	});

	test('is undefined when it cannot be read', async () => {
		const readRawBody = async () => {
			throw new Error('incorrect header check');
		};
		expect(await rawBody(contextOf({ readRawBody }))).toBeUndefined();
		// What n8n 1 gives of a form that it could not parse.
		expect(await rawBody(contextOf(multipart, { data: undefined, files: undefined }))).toBeUndefined();
	});
});

describe('what a body holds', () => {
	test('is JSON, one record or a list of them', () => {
		fc.assert(
			fc.property(record, fc.constantFrom('', ' \r\n'), (sent, space) => {
				const one = { csv: 'X', ...sent };
				const json: unknown = JSON.parse(JSON.stringify(one));
				expect(records(space + JSON.stringify(one) + space)).toEqual([json]);
				expect(records(JSON.stringify([one, 'x', null, one]))).toEqual([json, json]);
			}),
		);
	});

	test('or a form, flat or spelled out as PHP does it', () => {
		expect(records('csv=1&status=FIRMADO')).toEqual([{ csv: '1', status: 'FIRMADO' }]);
		expect(records('csv=1&signer[0][name]=Ana&signer%5B1%5D[name]=Eva')).toEqual([
			{ csv: '1', signer: [{ name: 'Ana' }, { name: 'Eva' }] },
		]);
		expect(records('csv=1&signer[1][name]=Eva&signer[0][name]=Ana')).toEqual([
			{ csv: '1', signer: [{ name: 'Ana' }, { name: 'Eva' }] },
		]);
		expect(records('csv=1&ids[]=7&ids[]=8')).toEqual([{ csv: '1', ids: ['7', '8'] }]);
		expect(form({ csv: ['0', '1'], 'signer[0][name]': 'Ana' })).toEqual([
			{ csv: '1', signer: [{ name: 'Ana' }] },
		]);
	});

	test('of names that contradict each other, or are no such names, nothing is lost from sight', () => {
		expect(records('signer=x&signer[0][name]=Ana')).toEqual([{ signer: [{ name: 'Ana' }] }]);
		expect(records('signer[1][name]=Ana')).toEqual([{ signer: { '1': { name: 'Ana' } } }]);
		expect(records('a[b=1&[c]=2&d]=3')).toEqual([{ 'a[b': '1', '[c]': '2', 'd]': '3' }]);
	});

	test.each([
		['a record', '{"data":{"csv":"1"}}'],
		['the text of a record', '{"data":"{\\"csv\\":\\"1\\"}"}'],
		['a list', '{"data":[{"csv":"1"}]}'],
		['the text of a list', '{"data":"[{\\"csv\\":\\"1\\"}]"}'],
		['names of a form', 'data[csv]=1'],
		['encoded names of a form', 'data%5Bcsv%5D=1'],
		['JSON in a form', `data=${encodeURIComponent('{"csv":"1"}')}`],
	])('may be wrapped in `data`: %s', (_, raw) => {
		expect(records(raw)).toEqual([{ csv: '1' }]);
	});

	test('what has the known field, in any case, is not unwrapped, and what is no record neither', () => {
		expect(records('{"CSV":"1","data":{"csv":"2"}}')).toEqual([{ CSV: '1', data: { csv: '2' } }]);
		expect(records('{"data":"text"}')).toEqual([{ data: 'text' }]);
	});

	test('is nothing where there is nothing, or too much of it', () => {
		const deep = '{"a":'.repeat(500) + '1' + '}'.repeat(500);
		for (const raw of ['', 'hello', '{"a":', '[]', '"csv"', deep]) expect(records(raw)).toEqual([]);
		expect(form(undefined)).toEqual([]);
	});

	test('of a form with very many fields, only the first thousand count', () => {
		const [{ ids }] = records(`csv=1&${'ids[]=x&'.repeat(100_000)}`) as [{ ids: string[] }];
		expect(ids).toHaveLength(999);
	});

	test('hostile bodies do no harm', () => {
		const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', '0', '', 'a'), anyText());
		const pair = fc.tuple(name, fc.array(name, { maxLength: 6 }), anyText());
		const spelled = fc
			.array(pair)
			.map((pairs) =>
				new URLSearchParams(
					pairs.map(([first, rest, value]) => [`${first}${rest.map((one) => `[${one}]`).join('')}`, value]),
				).toString(),
			);
		fc.assert(
			fc.property(fc.oneof(anyText(), fc.json(), spelled), (raw) => {
				for (const found of records(raw)) expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
				expect(Object.keys(Object.prototype)).toEqual([]);
				expect(typeof Object.prototype.toString).toBe('function');
			}),
		);
	});
});

test('a text of JSON is decoded, any other stays', () => {
	expect(decoded('[{"name":"Ana"}]')).toEqual([{ name: 'Ana' }]);
	for (const text of ['12', '"a"', 'null', '{broken', '']) expect(decoded(text)).toBe(text);
	const deep = '['.repeat(5_000) + ']'.repeat(5_000);
	expect(decoded(deep)).toBe(deep);
});

test('only a multipart form has files', () => {
	const body = { data: { csv: 'X' }, files: { docsigned: { filepath: '/etc/passwd' } } };
	expect(filesOf(contextOf(multipart, body))).toEqual(body.files);
	for (const contentType of ['application/json', 'multipart/mixed', undefined])
		expect(filesOf(contextOf({ contentType }, body))).toEqual({});
});
