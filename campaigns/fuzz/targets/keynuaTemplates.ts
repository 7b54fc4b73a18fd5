import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { fieldValues } from '../../../nodes/Keynua/resources/documentTemplate/fieldValues';
import { fieldsOf } from '../../../nodes/Keynua/resources/documentTemplate/templates';
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
		const [first] = [json].flat() as unknown[];
		if (first !== null && typeof first === 'object') Object.assign(first, { regex });
		const fields = fieldsOf({ templateId: 't', fields: json as IDataObject[] });
		const given = { f1: value as string };
		const values = orRefused(() => fieldValues(stubItem(), fields, given)) ?? [];
		for (const entry of values) assert(typeof entry.value === 'string', 'a value is no text');
	},
});
