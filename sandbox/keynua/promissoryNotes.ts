import { type Check, listOf, number, oneOf, shape, text, textLike } from '../check';
import { badRequest } from '../refusal';

const day = textLike(/^\d{4}-\d\d-\d\d$/, 'a date of the form YYYY-MM-dd');
const whole = number({ min: 0, integer: true });

/** The tables of Cavali say integer and double; programs that talk to the real Keynua send texts, too. */
function numeric<T>(check: Check<T>): Check<T> {
	return (value, name) =>
		check(typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value, name);
}
const count = numeric(whole);
const amount = numeric(number({ min: 0 }));
const oneOrTwo = numeric(oneOf(1, 2));
const civilStatus = numeric(oneOf(1, 2, 3, 4));
const idType = oneOf('1', '2');

const domicile: Check<string> = (value, name) => {
	const checked = text()(value, name);
	if (checked.length > 100) throw badRequest(`${name} must have at most 100 characters`);
	return checked;
};

const representative = shape({ userId: count }, {});
const client = shape({ userId: count }, { civilStatus, domicile });
const guarantee = shape({ userId: count }, { civilStatus, domicile, representative: listOf(representative) });

/**
 * "Cavali". The table prints `periodTwo` twice, the second time for the third period; presumably that is
 * `periodThree`, so the sandbox takes it as well. Only the client is required: a note is somebody's.
 */
export const checkCavali = shape(
	{ client },
	{
		...{ banking: count, product: count, uniqueCode: count, creditNumber: count },
		...{ issuedDate: day, issuedPlace: text(), expirationDate: day, amount, currency: oneOrTwo },
		...{ conditionJustSign: oneOrTwo, special: oneOrTwo },
		...{ compensatoryInterestAmount: amount, compensatoryInterestArrears: amount, interestArrears: amount },
		...{ periodOne: count, periodTwo: count, periodThree: count },
		...{ specialClauses: text(), token: text(), additionalField1: text(), additionalField2: text() },
		representatives: listOf(representative),
		guarantees: listOf(guarantee),
	},
);

export type CavaliData = ReturnType<typeof checkCavali>;

/** "userId: es el índice del elemento en users". Refuses 400 for an index that no user has. */
export function assertCavaliUsers(data: CavaliData, userCount: number): void {
	const guarantees = data.guarantees ?? [];
	const people = [
		data.client,
		...(data.representatives ?? []),
		...guarantees,
		...guarantees.flatMap(({ representative: list }) => list ?? []),
	];
	const missing = people.find(({ userId }) => userId >= userCount);
	if (missing) throw badRequest(`flags.cavaliData: there is no user ${missing.userId}`);
}

/** "CodeudoresAvalistas". The sample has a number among the roles; the table says string, so only that. */
const party = shape(
	{ giradorTipoId: idType, idRol: oneOf('6', '7'), giradorNumId: text({ empty: false }) },
	{},
);

const promissoryNote = shape(
	{},
	{
		...{ tipoPagare: idType, numCredito: text(), fechaVencimientoFinanciero: day, numReferencia: text() },
		...{ numPagareEntidad: text(), creditoReembolsableEn: oneOf(1, 2, 3, 4), valorPesosDesembolso: whole },
		...{ valorPesosDesembolsoLetras: text(), otorganteTipoId: idType, otorganteNumId: text() },
		...{ apoderadoTipoId: idType, apoderadoNumId: text(), ciudadCreacion: text() },
		...{ deptoCreacion: text(), paisCreacion: text() },
		listaCodeudoresAvalistasPagare: listOf(party),
	},
);

/** "Estructura del Pagaré". */
export const checkDeceval = shape({ promissoryNote }, {});

/** The document numbers of everybody in a Deceval note. */
export function decevalNumbers({ promissoryNote: note }: ReturnType<typeof checkDeceval>): string[] {
	const parties = (note.listaCodeudoresAvalistasPagare ?? []).map(({ giradorNumId }) => giradorNumId);
	return [note.otorganteNumId, note.apoderadoNumId, ...parties].filter((value) => value !== undefined);
}
