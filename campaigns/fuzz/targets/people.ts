import fc from 'fast-check';
import { countryPrefix, email, emails, mobile, nationalNumber } from '../../../nodes/Firmafy/people';
import * as keynua from '../../../nodes/Keynua/people';
import { internationalDigits } from '../../../nodes/Mensatek/phone';
import { currencyOf } from '../../../nodes/DynamiCore/currencies';
import { likely, mutated, text } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, orRefused } from '../outcome';
import { stubItem } from '../stub';
import { target } from '../target';

const item = stubItem();
const phones = fc.oneof(
	mutated('+34 600 000 001', '0034-600-000-001', '(+34) 600.00.00.01', '51987654321', '\u202A+34 600\u202C'),
	mutatedJson(600123456, '+351912345678'),
);

export const phoneNumbers = target({
	name: 'phone-numbers',
	cases: fc.tuple(phones, likely('34', '51', '1', '')),
	check([written, prefix]) {
		const texts = [
			orRefused(() => keynua.phone(item, written, 'Phone')),
			orRefused(() => mobile(item, written, 'Phone')),
			orRefused(() => nationalNumber(item, written, Number(prefix), 'Phone')),
			orRefused(() => countryPrefix(item, prefix, 'Prefix')),
			typeof written === 'string' ? internationalDigits(written, prefix) : undefined,
		];
		currencyOf(prefix);
		for (const digits of texts) {
			assert(digits === undefined || /^\d{1,15}$/.test(String(digits)), `not digits: ${String(digits)}`);
		}
	},
});

const addresses = fc.oneof(
	mutated(
		'soporte@firmafy.com',
		'a@b.pe; c@d.es, e@f.mx',
		'msilva@keynua.com',
		'@.@.@.',
		'a@a.a.a.a.a.a.a.a',
	),
	mutatedJson('a@b.pe'),
	text,
);

/** An address that is taken holds nothing with which somebody could add another one, or a header. */
export const emailAddresses = target({
	name: 'e-mail-addresses',
	cases: addresses,
	check(written) {
		const one = [
			orRefused(() => email(item, written, 'E-mail')),
			orRefused(() => keynua.email(item, written, 'E-mail')),
			...(orRefused(() => emails(item, written, 'E-mail')) ?? '').split(';').filter(Boolean),
		];
		for (const address of one) {
			assert(address === undefined || /^[^\s@]+@[^\s@]+$/.test(address), `no address: ${String(address)}`);
		}
	},
});
