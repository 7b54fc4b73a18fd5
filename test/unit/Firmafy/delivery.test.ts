import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { deliveryOf } from '../../../nodes/Firmafy/delivery';
import { eventOf, toldApart, type FirmafyEvent } from '../../../nodes/Firmafy/events';
import { filesOf, recordsOf } from '../../../nodes/runtime/webhook/body';

const read = (raw: string, body: unknown, contentType?: string) => {
	const context = {
		getBodyData: () => body,
		getRequestObject: () => ({ contentType }),
	} as unknown as IWebhookFunctions;
	return deliveryOf(recordsOf(context, raw, 'csv'), filesOf(context));
};
const ofJson = (body: unknown) => read(JSON.stringify(body), {});
const ofForm = (fields: Record<string, string>) => read(new URLSearchParams(fields).toString(), {});
/** As n8n hands a form over. */
const ofMultipart = (data: IDataObject, files: object = {}) =>
	read('', { data, files }, 'multipart/form-data');

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
	const none = { facts, documents: {} };
	for (const body of [example, { data: example }, { data: JSON.stringify(example) }, [example]])
		expect(ofJson(body)).toEqual(none);
	expect(ofForm(example)).toEqual(none);
	expect(ofForm({ data: JSON.stringify(example) })).toEqual(none);
	expect(ofMultipart(example, { docsigned: part })).toEqual({ facts, documents: { docsigned: part } });
});

test('everything in `data`, and signers, as a form spells them', () => {
	const { signer: people, ...rest } = example;
	const fields = Object.entries(rest).map(([name, value]) => [`data[${name}]`, value]);
	const asText = { ...Object.fromEntries(fields), 'data[signer]': people };
	expect(ofForm(asText)).toEqual({ facts, documents: {} });
	const spelled = Object.entries(signer).map(([name, value]) => [`data[signer][0][${name}]`, value]);
	const body = { ...Object.fromEntries(fields), ...Object.fromEntries(spelled) };
	expect(ofForm(body)).toEqual({ facts, documents: {} });
	expect(ofMultipart(body, { 'data[docsigned]': part })).toEqual({ facts, documents: { docsigned: part } });
});

test('signers that cannot be read stay as they came', () => {
	expect(ofJson({ ...example, signer: '[array]' })?.facts.signer).toBe('[array]');
	expect(ofJson({ csv: 'X' })?.facts.signer).toEqual([]);
	expect(ofJson({ csv: 'X', signer })?.facts.signer).toEqual([signer]);
});

test('a name that is there twice in a form counts once, as in PHP', () => {
	expect(ofMultipart({ csv: ['one', 'two'] }, { docaudit: [part, part] })).toEqual({
		facts: { csv: 'two', signer: [] },
		documents: { docaudit: part },
	});
});

test('several documents in one delivery, or none, are no delivery', () => {
	for (const body of [[], [example, example], {}, { csv: '' }, { csv: { a: 1 } }, 'text', null])
		expect(ofJson(body)).toBeUndefined();
});

test('a link stays beside its file; base64 does not', () => {
	const link = 'https://app.firmafy.com/x.pdf';
	const delivery = ofJson({ csv: 'X', docsigned: link, docaudit: 'JVBERi0=', docoriginal: '' });
	expect(delivery).toEqual({
		facts: { csv: 'X', signer: [], docsigned: link },
		documents: { docsigned: link, docaudit: 'JVBERi0=' },
	});
});

test('a field called error does not make a failed item of it', () => {
	expect(ofJson({ csv: 'X', error: 'x' })?.facts).toEqual({ csv: 'X', signer: [], providerError: 'x' });
});

test('texts that hold JSON nested beyond reason stay texts', () => {
	const deep = '['.repeat(20_000) + ']'.repeat(20_000);
	expect(ofForm({ csv: 'X', signer: deep })?.facts).toEqual({ csv: 'X', signer: deep });
	expect(ofForm({ data: `{"csv":"X","signer":${deep}}` })).toBeUndefined();
});

test('whatever arrives: no crash, no prototype changed, and a code or nothing', () => {
	const hostileKey = fc.constantFrom(
		...['csv', 'data', 'files', 'signer', 'docsigned', 'error', '__proto__', 'constructor'],
		...['signer[0][__proto__]', 'signer[0][name]'],
	);
	const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(hostileKey, fc.string()), fc.jsonValue()));
	const reading = fc.constantFrom(
		(sent: unknown) => ofJson(sent),
		(sent: unknown) => ofMultipart(sent as IDataObject),
	);
	fc.assert(
		fc.property(reading, body, (readAs, sent) => {
			const delivery = readAs(JSON.parse(JSON.stringify(sent)));
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			if (!delivery) return;
			expect(typeof delivery.facts.csv).toBe('string');
			expect(Object.getPrototypeOf(delivery.facts)).toBe(Object.prototype);
			expect(() => JSON.stringify(toldApart('documentSigned', delivery.facts))).not.toThrow();
		}),
		{ numRuns: 2000 },
	);
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
		['1', 'FIRMADO', [signer, { ...signer, status: 'RECHAZADO' }], 'documentChanged'],
		['1', 'ACTIVO', [{ ...signer, datesign: '0000-00-00 00:00:00' }], 'documentChanged'],
		['1', 'ACTIVO', [{ ...signer, datesign: 'null' }], 'documentChanged'],
		['1', 'FIRMADO', { '0': { ...signer, datesign: '' } } as never, 'documentChanged'],
		['1', 'FIRMADO', [[signer]] as never, 'documentChanged'],
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
