import fc from 'fast-check';
import { fieldValues } from '../../../nodes/Keynua/resources/documentTemplate/fieldValues';
import type { TemplateField } from '../../../nodes/Keynua/resources/documentTemplate/templates';
import { templateField } from '../examples';
import { likely } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, orRefused } from '../outcome';
import { stubItem } from '../stub';
import { target } from '../target';

const date = { ...templateField, type: 'date', regex: undefined };
const number = { ...templateField, type: 'number' };
const regexes = likely('^[0-9]{8}$', '^(a+)+$', '(.*)*=', '^([a-z0-9._-]+)*@', '[a-z]{1,50}[a-z]{1,50}$');

/** Templates as Keynua might send them, with the values that a person might give. */
export const keynuaTemplates = target({
	name: 'keynua-templates',
	cases: fc.tuple(
		mutatedJson([templateField], [date], [number], [templateField, { ...date, id: 'f2', name: 'Fecha' }]),
		regexes,
		mutatedJson('12345678', '2026-11-22', 7, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'),
	),
	check([json, regex, value]) {
		const fields = (Array.isArray(json) ? json : [json]) as TemplateField[];
		const [first] = fields;
		if (first !== null && typeof first === 'object') first.regex = regex;
		const values = orRefused(() => fieldValues(stubItem(), fields, { f1: value as string })) ?? [];
		for (const entry of values) assert(typeof entry.value === 'string', 'a value is no text');
	},
});
