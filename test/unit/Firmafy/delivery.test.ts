import fc from 'fast-check';
import { readDelivery } from '../../../nodes/Firmafy/delivery';
import { eventOf, toldApart, type FirmafyEvent } from '../../../nodes/Firmafy/events';

const json = 'application/json; charset=utf-8';
const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=x';

/** The document's example, with its list of signers as text ("[array]"). */
const signer = {
	name: 'xxxxxx',
	phone: 'xxxxx',
	nif: 'xxxxxxx',
	email: 'soporte@firmafy.com',
	status: 'ACTIVO',
	compliance: 'true/false',
	datesign: '2021-02-09 16:06:32',
};
const example = {
	type: 'Firmar Documento',
	daterequest: '2021-02-09 16:02:34',
	datesign: '2021-02-09 16:07:25',
	status: 'FIRMADO',
	subject: 'Firmafy | Solicitud de Firma',
	csv: 'xxxxxxxxxxxxxx',
	size: '35687',
	sender: 'SYSTEM TEST',
	filename: 'Documento.pdf',
	signer: JSON.stringify([signer]),
};
const facts = { ...example, size: 35687, signer: [signer] };
const part = { filepath: '/tmp/part', originalFilename: 'a.pdf', mimetype: 'application/pdf', size: 3 };

test('the documented example, in each encoding', () => {
	expect(readDelivery(json, example)).toEqual({ facts, documents: {} });
	expect(readDelivery(json, { data: example })).toEqual({ facts, documents: {} });
	expect(readDelivery(json, { data: JSON.stringify(example) })).toEqual({ facts, documents: {} });
	expect(readDelivery(form, example)).toEqual({ facts, documents: {} });
	expect(readDelivery(multipart, { data: example, files: { docsigned: part } })).toEqual({
		facts,
		documents: { docsigned: part },
	});
});

test('signers as a PHP array that is spelled out', () => {
	const rest: Partial<typeof example> = { ...example };
	delete rest.signer;
	const spelled = { ...rest, 'signer[1][name]': 'B', 'signer[0][name]': 'A', 'signer[0][nif]': '1' };
	expect(readDelivery(form, spelled)?.facts).toEqual({
		...rest,
		size: 35687,
		signer: [{ name: 'A', nif: '1' }, { name: 'B' }],
	});
});

test('everything in `data`, as a form spells it', () => {
	const { signer: people, ...rest } = example;
	const fields = Object.entries(rest).map(([name, value]) => [`data[${name}]`, value]);
	const asText = { ...Object.fromEntries(fields), 'data[signer]': people };
	expect(readDelivery(form, asText)).toEqual({ facts, documents: {} });
	const spelled = Object.entries(signer).map(([name, value]) => [`data[signer][0][${name}]`, value]);
	const body = { ...Object.fromEntries(fields), ...Object.fromEntries(spelled) };
	expect(readDelivery(form, body)).toEqual({ facts, documents: {} });
	expect(readDelivery(multipart, { data: body, files: { 'data[docsigned]': part } })).toEqual({
		facts,
		documents: { docsigned: part },
	});
});

test('signers that cannot be read stay as they came', () => {
	expect(readDelivery(json, { ...example, signer: '[array]' })?.facts.signer).toBe('[array]');
	expect(readDelivery(json, { csv: 'X' })?.facts.signer).toEqual([]);
});

test('a name that is there twice in a form counts once, as in PHP', () => {
	expect(readDelivery(form, { csv: ['one', 'two'] })?.facts.csv).toBe('two');
	expect(
		readDelivery(multipart, { data: { csv: 'X' }, files: { docaudit: [part, part] } })?.documents,
	).toEqual({
		docaudit: part,
	});
});

test('a link stays beside its file; base64 does not', () => {
	const link = 'https://app.firmafy.com/x.pdf';
	const delivery = readDelivery(json, { csv: 'X', docsigned: link, docaudit: 'JVBERi0=', docoriginal: '' });
	expect(delivery).toEqual({
		facts: { csv: 'X', signer: [], docsigned: link },
		documents: { docsigned: link, docaudit: 'JVBERi0=' },
	});
});

test('only a multipart form has files', () => {
	const body = { data: { csv: 'X' }, files: { docsigned: part } };
	expect(readDelivery(json, body)?.documents).toEqual({});
	expect(readDelivery(form, body)?.documents).toEqual({});
	expect(readDelivery('text/plain; multipart/form-data', body)?.documents).toEqual({});
	expect(readDelivery(undefined, body)?.documents).toEqual({});
});

test('a field called error does not make a failed item of it', () => {
	expect(readDelivery(json, { csv: 'X', error: 'x' })?.facts).toEqual({
		csv: 'X',
		signer: [],
		providerError: 'x',
	});
});

test('texts that hold JSON nested beyond reason stay texts', () => {
	const deep = '['.repeat(20_000) + ']'.repeat(20_000);
	expect(readDelivery(form, { csv: 'X', signer: deep })?.facts).toEqual({ csv: 'X', signer: deep });
	expect(readDelivery(form, { data: `{"csv":"X","signer":${deep}}` })).toBeUndefined();
});

test('whatever arrives: no crash, no prototype changed, and a code or nothing', () => {
	const hostileKey = fc.constantFrom(
		'csv',
		'data',
		'files',
		'signer',
		'docsigned',
		'error',
		'__proto__',
		'constructor',
		'signer[0][__proto__]',
		'signer[0][name]',
	);
	const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(hostileKey, fc.string()), fc.jsonValue()));
	const type = fc.oneof(fc.constantFrom(json, form, multipart, undefined), fc.string());
	fc.assert(
		fc.property(type, body, (contentType, value) => {
			const parsed: unknown = JSON.parse(JSON.stringify(value));
			const delivery = readDelivery(contentType, parsed);
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			if (!delivery) return;
			expect(typeof delivery.facts.csv).toBe('string');
			expect(Object.getPrototypeOf(delivery.facts)).toBe(Object.prototype);
			expect(() => JSON.stringify(toldApart('documentSigned', delivery.facts))).not.toThrow();
		}),
		{ numRuns: 2000 },
	);
});

test('prototype keys are dropped', () => {
	const body: unknown = JSON.parse('{"csv":"X","__proto__":{"polluted":1},"signer":"[]"}');
	expect(Object.keys(readDelivery(json, body)?.facts ?? {})).toEqual(['csv', 'signer']);
});

describe('what is repeated under type 5 is told by its content', () => {
	const waiting = { ...signer, datesign: '' };
	const both: FirmafyEvent[] = ['documentSigned', 'signerSigned'];

	test.each<[string, typeof facts.signer, FirmafyEvent[], FirmafyEvent]>([
		['all have signed', [signer, signer], both, 'documentSigned'],
		['all have signed, and each signer is wanted', [signer, signer], ['signerSigned'], 'signerSigned'],
		['somebody has not', [signer, waiting], both, 'signerSigned'],
		['somebody has not, and the end is wanted', [signer, waiting], ['documentSigned'], 'signerSigned'],
	])('%s', (_, people, wanted, event) => {
		expect(eventOf('5', { ...facts, signer: people }, wanted)).toBe(event);
	});
});

describe('an event is what the delivery says of the document', () => {
	const waiting = { ...signer, datesign: '' };
	const all: FirmafyEvent[] = ['documentSigned', 'signerSigned', 'documentChanged'];

	test.each<[string, string, object[] | undefined, FirmafyEvent]>([
		['1', 'FIRMADO', [signer, signer], 'documentSigned'],
		['1', 'FIRMADO', undefined, 'documentSigned'],
		['1', 'SIGNED', [signer], 'documentSigned'],
		['1', 'firmado ', [signer], 'documentSigned'],
		['1', 'ACTIVO', [signer, signer], 'documentSigned'],
		['2', 'FIRMADO', [signer, signer], 'signerSigned'],
		['2', 'ACTIVO', [signer, waiting], 'signerSigned'],
		['2', 'PENDIENTE', undefined, 'signerSigned'],
		['1', 'FIRMADO', [signer, waiting], 'signerSigned'],
		['1', 'PENDIENTE', [signer, signer], 'signerSigned'],
		['1', 'ACTIVO', [waiting], 'documentChanged'],
		['1', 'ACTIVO', undefined, 'documentChanged'],
		['1', '', undefined, 'documentChanged'],
		['1', 'RECHAZADO', [signer, signer], 'documentChanged'],
		['2', 'RECHAZADO', [signer, waiting], 'documentChanged'],
		['5', 'CADUCADO', [waiting], 'documentChanged'],
	])('type %s, %s, %j: %s', (type, status, people, event) => {
		expect(eventOf(type, { csv: 'X', status, signer: people as never }, all)).toBe(event);
	});
});

describe('what tells one delivery from another', () => {
	const told = toldApart('documentSigned', facts);

	test('a redelivery, whose links are signed anew, is about the same and says the same', () => {
		const withLink = (query: string) => ({ ...facts, docsigned: `https://app.firmafy.com/a.pdf?${query}` });
		const [one, other] = ['a=1', 'a=2'].map((query) => toldApart('documentSigned', withLink(query)));
		expect(one).toEqual(other);
		expect(toldApart('documentSigned', { ...facts })).toEqual(told);
	});

	test.each([
		['event', toldApart('signerSigned', facts)],
		['document', toldApart('documentSigned', { ...facts, csv: 'Y' })],
		['state', toldApart('documentSigned', { ...facts, status: 'PENDIENTE' })],
		['date', toldApart('documentSigned', { ...facts, datesign: '2021-02-09 16:07:26' })],
		['date of a signer', toldApart('documentSigned', { ...facts, signer: [{ ...signer, datesign: '' }] })],
		[
			'state of a signer',
			toldApart('documentSigned', { ...facts, signer: [{ ...signer, status: 'RECHAZADO' }] }),
		],
	])('another %s is about something else', (_, other) => {
		expect([other.event, other.object]).not.toEqual([told.event, told.object]);
	});

	test('whatever else differs is another content', () => {
		for (const changed of [
			{ subject: 'other words' },
			{ docsigned: 'https://other' },
			{ compliance: 'true' },
		])
			expect(toldApart('documentSigned', { ...facts, ...changed }).content).not.toEqual(told.content);
	});
});
