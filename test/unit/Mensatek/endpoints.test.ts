import { mensatek } from '../../../nodes/Mensatek/transport';
import { resources } from '../../../nodes/Mensatek/resources';
import { effectOf } from '../../../nodes/runtime/operation';

/**
 * The functions of "Identity Verification Send API (3.0)". The document names the first; of the other two it lost the
 * names, so the credential gives them.
 */
const documented = {
	'POST /VerificarIdentidad': 'Send',
	'POST /{pdfFunction}': 'Get Certificate',
	'POST /{creditsFunction}': 'Get Credits',
};

test('every documented function has its operation, and no operation calls another', () => {
	const operations = resources.flatMap((resource) => Object.values(resource.operations));
	const found = operations.flatMap(({ name, endpoints }) =>
		endpoints.map(({ method, path }) => [`${method} ${path}`, name]),
	);
	expect(Object.fromEntries(found)).toEqual(documented);
	expect(found).toHaveLength(Object.keys(documented).length);
});

test('only sending costs money and reaches a person', () => {
	const writes = resources.flatMap((resource) =>
		Object.values(resource.operations).filter((operation) => effectOf(operation) === 'write'),
	);
	expect(writes.map(({ name }) => name)).toEqual(['Send']);
});

test('names of functions come from the credential, with or without a slash', () => {
	const names = { creditsFunction: ' /GetCreditos ', pdfFunction: 'GetCertificado' };
	expect(mensatek.pathValues(names)).toEqual({
		creditsFunction: 'GetCreditos',
		pdfFunction: 'GetCertificado',
	});
});
