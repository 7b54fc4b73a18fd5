import { type Check, oneOf, text, textLike } from '../check';
import { refusal } from './refusal';

/** Checks of form fields. What a check finds wrong is said within a 200, as everything is. */

/** Reads a field that holds JSON text ("array de firmantes en jSON", "JSON Stringify"). */
export function jsonOf<T>(check: Check<T>): Check<T> {
	return (value, name) => {
		let parsed: unknown;
		try {
			parsed = JSON.parse(String(value));
		} catch {
			throw refusal(`${name} must be JSON text`);
		}
		return check(parsed, name);
	};
}

/** The WordPress plugin sends the log-in with every action, beside the token. */
export const credentialsAgain = { usuario: text(), password: text() };

/** "bool", "1/0". The documents leave the spelling open; the notes recommend the digits. */
export const bit: Check<boolean> = (value, name) => oneOf('0', '1')(value, name) === '1';

const oneEmail = /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+$/;

export const emailField = textLike(oneEmail, 'an e-mail address');

/** "separados por ;" */
export const emailList: Check<string[]> = (value, name) =>
	String(value)
		.split(';')
		.map((entry) => emailField(entry, name));

/** "Y-m-d H:i:s" */
export const moment = textLike(
	/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
	'a moment as 2026-12-31 18:00:00',
);
