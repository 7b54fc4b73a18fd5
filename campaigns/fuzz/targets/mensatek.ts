import fc from 'fast-check';
import { numberFrom, readAnswer } from '../../../nodes/Mensatek/answers';
import { eventOf, isWanted, missingFields, outputOf, type Wish } from '../../../nodes/Mensatek/events';
import { reportsIn } from '../../../nodes/Mensatek/reports';
import { recordsOf } from '../../../nodes/runtime/webhook/body';
import { refusalReason } from '../../../nodes/Mensatek/sender';
import { mensatekAnswers, mensatekReport } from '../examples';
import { likely, mutated, text } from '../hostile';
import { mutatedJson, mutatedJsonText } from '../hostileJson';
import { assert, assertPlain } from '../outcome';
import { deliveryContext } from '../stub';
import { target } from '../target';

const wish: Wish = {
	services: ['any'],
	statuses: [5001],
	documentMatch: 'matches',
	demands: { checks: ['liveness'], minimumLikeness: 80 },
};
const form = new URLSearchParams(mensatekReport).toString();

/** A report that passes as verified says every one of the documented words. */
export const mensatekReports = target({
	name: 'mensatek-reports',
	cases: fc.tuple(
		mutatedJson({ data: mensatekReport, files: {} }),
		fc.oneof(
			fc.constant(''),
			mutatedJsonText(mensatekReport),
			mutatedJsonText([mensatekReport]),
			mutatedJsonText({ data: JSON.stringify(mensatekReport) }),
			mutated(form, JSON.stringify(mensatekReport)),
		),
	),
	check([parsedForm, raw]) {
		const context = deliveryContext(parsedForm, raw === '' ? 'multipart/form-data' : undefined);
		for (const report of reportsIn(recordsOf(context, raw, 'Servicio'))) {
			const event = eventOf(report, wish.demands);
			missingFields(report);
			isWanted(event, wish);
			const output = outputOf(event);
			assertPlain(output);
			assert(output.verified === event.verified, 'a report speaks for itself');
			assert(
				!event.verified || /"PruebaDeVida":"s[ií]/i.test(stringOf(report)),
				'verified without proof of life',
			);
		}
	},
});

const stringOf = (value: unknown) =>
	JSON.stringify(value).normalize('NFC').replace(/\\"/g, '"').replace(/"\s+/g, '"');

const credential = {
	user: 'mensatek',
	password: 'password-of-the-campaign',
	urlSecret: 'secret-of-the-campaign',
};
const genuine = `Basic ${Buffer.from('mensatek:password-of-the-campaign').toString('base64')}`;
const decoded = (header: unknown) =>
	typeof header === 'string' ? Buffer.from(header.replace(/^Basic +/i, ''), 'base64').toString('utf8') : '';

export const mensatekSenders = target({
	name: 'mensatek-sender',
	cases: fc.tuple(
		fc.oneof(mutated(genuine, 'Basic OnA=', 'Bearer x'), mutatedJson([genuine])),
		mutatedJson('secret-of-the-campaign', ['secret-of-the-campaign'], { secret: 'x' }),
		fc.constantFrom<'basic' | 'secret' | 'both'>('basic', 'secret', 'both'),
	),
	check([authorization, secret, verifyBy]) {
		const reason = refusalReason({ authorization, secret }, { verifyBy, ...credential });
		const hasLogin = decoded(authorization) === 'mensatek:password-of-the-campaign';
		const hasSecret = secret === credential.urlSecret;
		const mayPass = (verifyBy === 'secret' || hasLogin) && (verifyBy === 'basic' || hasSecret);
		assert(reason !== undefined || mayPass, 'a stranger was let in');
		assert(
			refusalReason({ authorization, secret }, { verifyBy }) !== undefined,
			'an empty credential let somebody in',
		);
	},
});

export const mensatekTexts = target({
	name: 'mensatek-answers',
	cases: fc.oneof(
		mutated(...mensatekAnswers),
		mutatedJsonText(JSON.parse(mensatekAnswers[0]) as unknown),
		text,
	),
	check(answer) {
		const fields = readAnswer(answer);
		assertPlain(fields);
		const { Res } = fields ?? {};
		assert(typeof Res !== 'number' || !Number.isNaN(Res), 'a result that is no number');
		const number = numberFrom(answer);
		assert(number === undefined || !Number.isNaN(number), 'a text became NaN');
	},
});

/** Numbers in Spanish format, which have a regular expression of their own. */
export const mensatekNumbers = target({
	name: 'mensatek-numbers',
	cases: likely('12.345,67', '1.234.567', '12,345.67', '14970,00', '1'.repeat(20_000), '1.111'.repeat(5_000)),
	check(written) {
		const number = numberFrom(written);
		assert(number === undefined || !Number.isNaN(number), 'a text became NaN');
	},
});
