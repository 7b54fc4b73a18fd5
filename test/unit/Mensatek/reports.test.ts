import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { eventOf, isWanted, missingFields, outputOf, type Wish } from '../../../nodes/Mensatek/events';
import { reportsIn } from '../../../nodes/Mensatek/reports';
import { refusalReason } from '../../../nodes/Mensatek/sender';
import { recordsOf } from '../../../nodes/runtime/webhook/body';
import { verdictOn } from '../../../nodes/Mensatek/verdict';
import { anyText } from '../arbitraries';

const sample = readFileSync(join(__dirname, '../../integration/Mensatek/sampleReport.json'), 'utf8');
const fields = JSON.parse(sample) as Record<string, string>;

const contextOf = (contentType: string, body?: object) =>
	({ getRequestObject: () => ({ contentType }), getBodyData: () => body }) as unknown as IWebhookFunctions;
const inText = (raw: string) => reportsIn(recordsOf(contextOf('text/plain'), raw, 'Servicio'));
/** As n8n hands a multipart form over. */
const inForm = (data: unknown) =>
	reportsIn(recordsOf(contextOf('multipart/form-data', { data, files: {} }), '', 'Servicio'));

const demands = { checks: [], minimumLikeness: 80 };

describe('reports', () => {
	/** Names that mean nothing to Mensatek, and spell out no list, so that they stay as they are. */
	const foreignName = fc
		.string({ unit: 'grapheme-ascii' })
		.filter((name) => !(name.toLowerCase() in lowerCase) && !/[[\]]|__proto__/.test(name));
	const lowerCase = Object.fromEntries(Object.keys(fields).map((name) => [name.toLowerCase(), name]));
	const someCase = (name: string) =>
		fc
			.array(fc.boolean(), { minLength: name.length, maxLength: name.length })
			.map((flags) =>
				[...name]
					.map((letter, index) => (flags[index] ? letter.toUpperCase() : letter.toLowerCase()))
					.join(''),
			);

	test('any report comes out the same, as JSON, as a form, as a multipart form', () => {
		const report = fc.dictionary(foreignName, fc.string({ unit: 'grapheme' }), {
			maxKeys: 5,
			noNullPrototype: true,
		});
		fc.assert(
			fc.property(report, (extra) => {
				const whole = { ...fields, ...extra };
				const [fromJson] = inText(JSON.stringify(whole));
				const [fromForm] = inText(new URLSearchParams(whole).toString());
				const [fromMultipart] = inForm(whole);
				expect(fromForm).toEqual(fromJson);
				expect(fromMultipart).toEqual(fromJson);
				for (const name of Object.keys(extra)) expect(fromJson[name]).toBe(extra[name]);
			}),
		);
	});

	test('any case of a name is that name', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.keys(fields)).chain((name) => fc.tuple(fc.constant(name), someCase(name))),
				([name, written]) => {
					const [report] = reportsIn([{ [written]: 'x' }]);
					expect(report).toEqual({ [name]: 'x' });
				},
			),
		);
	});

	test('of a name that is there in two cases, the exact one counts', () => {
		const body = { ESTADO: '1', Estado: '5001', estado: '2' };
		expect(reportsIn([body])).toEqual([{ Estado: '5001' }]);
	});

	test('nested values that are decoded already, or are lists, stay so', () => {
		const body = { Acceso: [{ IP: '1' }], Result: { PruebaDeVida: 'Si' }, Posicion: '[{"Direccion":"x"}]' };
		expect(reportsIn([body])).toEqual([{ ...body, Posicion: [{ Direccion: 'x' }] }]);
	});

	test('hostile bodies do no harm', () => {
		const hostile = fc.oneof(
			anyText(),
			fc.json(),
			fc.constant('{"__proto__":{"verified":true},"Estado":"5001"}'),
		);
		fc.assert(
			fc.property(hostile, fc.jsonValue(), (raw, body) => {
				for (const report of [...inText(raw), ...inForm(body)]) {
					expect(Object.getPrototypeOf(report)).toBe(Object.prototype);
					const event = eventOf(report, demands);
					expect(event.verified).toBe(false);
					expect(outputOf(event).verified).toBe(false);
					missingFields(report);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('the verdict', () => {
	const result = JSON.parse(fields.Result) as IDataObject;
	const verdict = (changes: IDataObject) =>
		verdictOn({ ...fields, Result: { ...result, ...changes } }, demands);

	test('of the sample', () => {
		expect(verdict({})).toMatchObject({ verified: true, reasons: [] });
		expect(verdictOn({ ...fields, Result: [result] as never }, demands)).toMatchObject({ verified: true });
	});

	const unsaid = fc.constantFrom(undefined, null, '', ' ', 'N/A', 'n/a', 'NA');

	test('what the report does not speak of was not checked: it fails only if somebody insists on it', () => {
		const checks = {
			ProcesoRelizadoMismaPersona: 'samePerson',
			AnversoReversoCoinciden: 'sidesMatch',
			PruebaDeVida: 'liveness',
		} as const;
		const name = fc.constantFrom(...(Object.keys(checks) as Array<keyof typeof checks>));
		fc.assert(
			fc.property(name, unsaid, (field, value) => {
				const report = { ...fields, Result: { ...result, [field]: value as never } };
				const check = checks[field];
				expect(verdictOn(report, demands)).toMatchObject({ verified: true, checks: { [check]: null } });
				const insisting = verdictOn(report, { ...demands, checks: [check] });
				expect(insisting).toMatchObject({ verified: false, reasons: [expect.stringContaining(field)] });
			}),
		);
	});

	test('needs a likeness of face and document: the lower of the two, at least the minimum', () => {
		const percent = fc.double({ min: 0, max: 100, noNaN: true });
		fc.assert(
			fc.property(percent, percent, fc.integer({ min: 1, max: 100 }), (face, overall, minimumLikeness) => {
				const report = { ...fields, Result: { ...result, ParecidoPersonaDNI: face, Resultado: overall } };
				const { verified, likeness, reasons } = verdictOn(report, { checks: [], minimumLikeness });
				expect(likeness).toBe(Math.min(face, overall));
				expect(verified).toBe(Math.min(face, overall) >= minimumLikeness);
				expect(reasons).toHaveLength(verified ? 0 : 1);
			}),
		);
		const untold = { ParecidoPersonaDNI: '', Resultado: 'N/A' };
		expect(verdict(untold)).toMatchObject({ verified: false, likeness: null, checks: { faceMatches: null } });
		const careless = { checks: [], minimumLikeness: 0 };
		expect(verdictOn({ ...fields, Result: { ...result, ...untold } }, careless).verified).toBe(true);
		const low = verdictOn({ ...fields, Result: { ...result, ParecidoPersonaDNI: '12,5' } }, careless);
		expect(low).toMatchObject({ verified: true, likeness: 12.5, checks: { faceMatches: null } });
	});

	test('compares the numbers of both sides; a document with one side passes', () => {
		const oneSided = { DNIReverso: '', AnversoReversoCoinciden: 'N/A' };
		const passport = { ...fields, DNIReverso: '', Result: { ...result, ...oneSided } };
		expect(verdictOn(passport, demands)).toMatchObject({ verified: true, checks: { sidesMatch: null } });
		expect(verdict({ DNIReverso: '11111111H' })).toMatchObject({
			verified: false,
			checks: { sidesMatch: false },
			reasons: [expect.stringContaining('“11111111H”')],
		});
		expect(verdict({ DNIReverso: '00000000-t' }).verified).toBe(true);
	});

	test('with some checks chosen, only those and the likeness count', () => {
		const report = { ...fields, Result: { ...result, PruebaDeVida: 'No', DNI: { Caducado: 'Si' } } };
		expect(verdictOn(report, { ...demands, checks: ['samePerson'] }).verified).toBe(true);
		const reasons = [expect.stringContaining('PruebaDeVida')];
		expect(verdictOn(report, { ...demands, checks: ['liveness'] })).toMatchObject({ reasons });
	});

	test('a result that says nothing verifies nobody', () => {
		const empty = { ID: '1', Result: { Barba: 'No' } };
		expect(verdictOn(empty as never, { checks: [], minimumLikeness: 0 })).toMatchObject({
			verified: false,
			reasons: ['The result says nothing that was checked'],
		});
	});

	test('with any other value in any of the checks it is no', () => {
		const name = fc.constantFrom('ProcesoRelizadoMismaPersona', 'AnversoReversoCoinciden', 'PruebaDeVida');
		const value = fc
			.oneof(fc.anything(), fc.string())
			.filter((v) => v !== undefined && v !== null)
			.filter((v) => typeof v !== 'string' || !/^\s*(s[ií]|n\/?a|)\s*$/i.test(v));
		fc.assert(
			fc.property(name, value, (field, other) => {
				expect(verdict({ [field]: other as never })).toMatchObject({
					verified: false,
					reasons: [expect.stringContaining(field)],
				});
			}),
		);
	});

	test('names in the result count whatever their case', () => {
		const shouted = Object.fromEntries(
			Object.entries(result).map(([name, value]) => [name.toUpperCase(), value]),
		);
		expect(verdictOn({ ...fields, Result: shouted }, demands)).toMatchObject({ verified: true });
	});
});

test('only the exact login and secret are let in', () => {
	const credential = {
		verifyBy: 'both',
		user: 'user',
		password: 'pass:word',
		urlSecret: 'secret-of-16-or-more',
	} as const;
	const header = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
	const good = { authorization: header('user:pass:word'), secret: credential.urlSecret };
	expect(refusalReason(good, credential)).toBeUndefined();
	expect(
		refusalReason({ ...good, authorization: good.authorization.replace('Basic', 'basic ') }, credential),
	).toBeUndefined();
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.anything(), (login, secret) => {
			if (login !== 'user:pass:word')
				expect(refusalReason({ ...good, authorization: header(login) }, credential)).toBeDefined();
			if (secret !== credential.urlSecret)
				expect(refusalReason({ ...good, secret }, credential)).toBeDefined();
			expect(refusalReason({ ...good, authorization: secret }, credential)).toBeDefined();
		}),
	);
});

test('with no status chosen every status is wanted', () => {
	const wish: Wish = { services: ['any'], statuses: [], documentMatch: 'any', demands };
	fc.assert(
		fc.property(fc.anything(), (Estado) => {
			expect(isWanted(eventOf({ Servicio: 'X', Estado: Estado as never }, demands), wish)).toBe(true);
		}),
	);
});
