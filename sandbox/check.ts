import { badRequest } from './refusal';

/**
 * Checks of what a client sent. A check takes a value and the name it has in the request, gives the value back
 * with its type, or throws a `Refusal` with status 400 whose message names the field and what is wrong with it.
 */
export type Check<T> = (value: unknown, name: string) => T;

type Fields = Record<string, Check<unknown>>;
type Checked<R extends Fields, O extends Fields> = { [K in keyof R]: ReturnType<R[K]> } & {
	[K in keyof O]?: ReturnType<O[K]>;
};

/** Any string, or only a non-empty one. */
export function text(options: { empty: boolean } = { empty: true }): Check<string> {
	return (value, name) => {
		if (typeof value !== 'string') throw badRequest(`${name} must be a string`);
		if (!options.empty && value.trim() === '') throw badRequest(`${name} must not be empty`);
		return value;
	};
}

/** A string of the given form; `form` completes the sentence "<name> must be ...". */
export function textLike(pattern: RegExp, form: string): Check<string> {
	return (value, name) => {
		if (typeof value !== 'string' || !pattern.test(value)) throw badRequest(`${name} must be ${form}`);
		return value;
	};
}

export const email = textLike(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address');

export const digits = textLike(/^\d+$/, 'a string of digits');

export const flag: Check<boolean> = (value, name) => {
	if (typeof value !== 'boolean') throw badRequest(`${name} must be a boolean`);
	return value;
};

export function number(options: { min?: number; max?: number; integer?: boolean } = {}): Check<number> {
	const { min = -Infinity, max = Infinity, integer = false } = options;
	return (value, name) => {
		if (typeof value !== 'number') throw badRequest(`${name} must be a number`);
		if (integer && !Number.isInteger(value)) throw badRequest(`${name} must be an integer`);
		if (value < min) throw badRequest(`${name} must be at least ${min}`);
		if (value > max) throw badRequest(`${name} must be at most ${max}`);
		return value;
	};
}

export function oneOf<T extends string | number>(...allowed: T[]): Check<T> {
	return (value, name) => {
		if (!allowed.includes(value as T)) throw badRequest(`${name} must be one of ${allowed.join(', ')}`);
		return value as T;
	};
}

export function listOf<T>(check: Check<T>, options: { min?: number; max?: number } = {}): Check<T[]> {
	const { min = 0, max = Infinity } = options;
	return (value, name) => {
		if (!Array.isArray(value)) throw badRequest(`${name} must be an array`);
		if (value.length < min) throw badRequest(`${name} must have at least ${min} element(s)`);
		if (value.length > max) throw badRequest(`${name} must have at most ${max} elements`);
		return value.map((element, index) => check(element, `${name}[${index}]`));
	};
}

/** An object whose keys the documents leave open. */
export const openObject: Check<Record<string, unknown>> = (value, name) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw badRequest(`${name} must be an object`);
	}
	return value as Record<string, unknown>;
};

/** An object with any keys, each of whose values passes the check. */
export function mapOf<T>(check: Check<T>): Check<Record<string, T>> {
	return (value, name) => {
		const entries = Object.entries(openObject(value, name));
		return Object.fromEntries(entries.map(([key, element]) => [key, check(element, `${name}.${key}`)]));
	};
}

/** An object with exactly the documented keys. An unknown key is refused by its name. */
export function shape<R extends Fields, O extends Fields>(required: R, optional: O): Check<Checked<R, O>> {
	return (value, name) => {
		const object = openObject(value, name);
		const fields: Fields = { ...optional, ...required };
		const label = (key: string) => (name === '' ? key : `${name}.${key}`);
		for (const key of Object.keys(object)) {
			if (!Object.hasOwn(fields, key)) throw badRequest(`${label(key)} is not a documented attribute`);
		}
		for (const key of Object.keys(required)) {
			if (object[key] === undefined) throw badRequest(`${label(key)} is required`);
		}
		const checked = Object.entries(object).map(([key, element]) => [key, fields[key](element, label(key))]);
		return Object.fromEntries(checked) as Checked<R, O>;
	};
}

/** A number written in a query string. */
export function numberText(options: { min?: number; integer?: boolean } = {}): Check<number> {
	const check = number(options);
	return (value, name) => {
		if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) {
			throw badRequest(`${name} must be a number`);
		}
		return check(Number(value), name);
	};
}

/** `true` or `false` written in a query string. */
export const flagText: Check<boolean> = (value, name) => oneOf('true', 'false')(value, name) === 'true';

/** A moment in ISO 8601, in UTC when `utc` is set. */
export function isoDate(options: { utc: boolean }): Check<string> {
	const pattern = options.utc
		? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
		: /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
	return (value, name) => {
		if (typeof value !== 'string' || !pattern.test(value) || Number.isNaN(Date.parse(value))) {
			throw badRequest(
				`${name} must be a date and time in ISO 8601${options.utc ? ', UTC (ending in Z)' : ''}`,
			);
		}
		return value;
	};
}
