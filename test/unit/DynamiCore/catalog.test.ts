import { fieldsOfType, readCatalog } from '../../../nodes/DynamiCore/catalog';

const names = (records: object[], type: string) =>
	fieldsOfType(readCatalog(records as never), type).map(({ name }) => name);

test('the template of the documented sample: a list of lists of names', () => {
	const records = [{ id: 17, name: 'Persona Fisica', template: [['Lopez', 'rfc']] }];
	expect(readCatalog(records).types).toEqual([
		{
			id: '17',
			name: 'Persona Fisica',
			fields: [
				{ name: 'Lopez', label: 'Lopez', type: 'string', required: false },
				{ name: 'rfc', label: 'rfc', type: 'string', required: false },
			],
		},
	]);
});

test('fields with a label, a type, rules and an order', () => {
	const template = [
		{ field: 'income', displayname: 'Ingreso', type: 'number', score: 2, validate: { required: true } },
		{ field: 'since', displayname: 'Desde', type: 'date', score: 1, validate: {} },
		{ field: 'pep', type: 'boolean', score: 3 },
		{ field: 'work', score: 4, validate: { options: ['A', 'B'] } },
		{ field: 'act', type: 'file', score: 5 },
	];
	expect(fieldsOfType(readCatalog([{ id: '9', name: 'X', template }]), '9')).toEqual([
		{ name: 'since', label: 'Desde', type: 'dateTime', required: false },
		{ name: 'income', label: 'Ingreso', type: 'number', required: true },
		{ name: 'pep', label: 'pep', type: 'boolean', required: false },
		{
			name: 'work',
			label: 'work',
			type: 'options',
			required: false,
			options: [
				{ name: 'A', value: 'A' },
				{ name: 'B', value: 'B' },
			],
		},
		{ name: 'act', label: 'act', type: 'file', required: false },
	]);
});

test('a place in the form that is no number counts as none', () => {
	const template = [
		{ field: 'second', score: 1 },
		{ field: 'first', score: { toString: null } },
		{ field: 'third', score: '2' },
	];
	expect(names([{ id: '9', name: 'X', template }], '9')).toEqual(['first', 'second', 'third']);
});

test('later public documents name a field by its id in the catalog', () => {
	const records = [
		{ id: 36, name: 'nominal_value', type: 'number' },
		{ id: 34, name: 'clabe' },
		{
			id: 3,
			name: 'Factoraje',
			template: [
				{ field: 36, score: 2, validate: {}, displayname: 'Valor Nominal' },
				{ field: 34, score: 1, validate: {}, displayname: 'CLABE' },
			],
		},
	];
	expect(fieldsOfType(readCatalog(records), '3')).toEqual([
		{ name: 'clabe', label: 'CLABE', type: 'string', required: false },
		{ name: 'nominal_value', label: 'Valor Nominal', type: 'number', required: false },
	]);
});

test('other ways to write a template', () => {
	expect(names([{ id: 1, name: 'T', template: '[["a"],["b"]]' }], '1')).toEqual(['a', 'b']);
	expect(names([{ id: 1, name: 'T', fields: ['a', { name: 'b' }, { key: 'c' }] }], '1')).toEqual([
		'a',
		'b',
		'c',
	]);
	expect(names([{ id: 1, name: 'T', template: { a: 'text', b: { required: true } } }], '1')).toEqual([
		'a',
		'b',
	]);
	expect(names([{ id: 1, name: 'T', template: ['a', 'a', null, 7, {}] }], '1')).toEqual(['a', '7']);
	expect(names([{ id: 1, name: 'T', template: 'no JSON' }], '1')).toEqual(['T']);
});

test('a catalog of fields without types: they are the fields of every type', () => {
	expect(
		names(
			[
				{ id: 1, name: 'phone' },
				{ id: 2, field: 'curp' },
			],
			'17',
		),
	).toEqual(['phone', 'curp']);
	expect(readCatalog([{ id: 1, name: 'phone' }]).types).toEqual([]);
});
