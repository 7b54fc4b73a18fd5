import {
	type Check,
	digits,
	email,
	flag,
	flagText,
	listOf,
	number,
	oneOf,
	shape,
	text,
	textLike,
} from '../check';
import { badRequest } from '../refusal';
import type { KeynuaReadings } from './switches';

const required = text({ empty: false });

/** The documented types; `global` is not in the table, but Keynua's own example sends it. */
export const documentTypes = [
	...[
		'ch-cedula',
		'br-denatran',
		'cl-cedula',
		'co-cedula',
		'mx-ife',
		'pe-ce',
		'pe-dni',
		'pe-dni-ce',
		'sv-dui',
	],
	...[
		'pa-id',
		'br-id',
		'ar-id',
		'bo-id',
		'cr-id',
		'cu-id',
		'ec-id',
		'gt-id',
		'hn-id',
		'ni-id',
		'pr-id',
		'py-id',
	],
	...['do-id', 'us-id', 'uy-id', 've-id', 'global'],
];

/** "Combinaciones no soportadas por defecto": only these work with selfie and video. */
const forSelfieAndVideo = ['sv-dui', 'mx-ife', 'cl-cedula', 'pe-dni', 'br-denatran', 'co-cedula'];

const attributes = [
	{ title: required, documentNumber: required, documentType: oneOf(...documentTypes) },
	{
		userFullName: text(),
		userEmail: email,
		userPhone: digits,
		reference: text(),
		type: oneOf('selfie', 'video', 'smile', 'liveness'),
		disableInitialNotification: flag,
		documentSide: oneOf('front', 'both'),
		documentScanVersion: oneOf(1, 2),
		countries: listOf(textLike(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code')),
		idTypes: listOf(oneOf('ID Card', 'Driver License', 'Passport')),
		language: required,
		accountName: required,
		addressMatchScore: number({ min: 0, max: 100 }),
	},
] as const;
const checkBody = shape(...attributes);

/** The samples send the text "false", and a `validateDocument`; the table has a boolean, and not the other. */
const flagOrText: Check<boolean> = (value, name) =>
	typeof value === 'string' ? flagText(value, name) : flag(value, name);
const checkSample = shape(attributes[0], {
	...attributes[1],
	disableInitialNotification: flagOrText,
	validateDocument: flagOrText,
});

export type VerificationInput = ReturnType<typeof checkBody>;

/**
 * Reads the body of `PUT /identity-verification/v1` ("Crear verificación de identidad", "Request body").
 * Refuses 400 what the document does not allow. A document type that selfie and video do not support
 * becomes `global`, as documented.
 */
export function readVerificationInput(
	body: unknown,
	as: KeynuaReadings['verificationBody'],
): VerificationInput {
	if (as === 'samples') return withoutMisfits(checkSample(body, ''));
	const input = checkBody(body, '');
	if (input.userEmail !== undefined && input.userPhone !== undefined) {
		throw badRequest('userEmail and userPhone must not be sent together');
	}
	if (input.documentSide !== undefined && input.documentType !== 'pe-dni') {
		throw badRequest('documentSide is only for documentType pe-dni');
	}
	for (const name of ['countries', 'idTypes'] as const) {
		if (input[name] === undefined || input.documentScanVersion === 2) continue;
		throw badRequest(`${name} is only for the 3D scan (documentScanVersion 2)`);
	}
	return { ...input, documentType: supportedType(input) };
}

/** What does not fit the document is passed over; nobody looks at `validateDocument`. */
function withoutMisfits(input: ReturnType<typeof checkSample>): VerificationInput {
	const { documentScanVersion, countries, idTypes, documentSide, documentType } = input;
	const scan =
		documentScanVersion === 2 ? { countries, idTypes } : { countries: undefined, idTypes: undefined };
	const side = documentType === 'pe-dni' ? documentSide : undefined;
	return { ...input, ...scan, documentSide: side, documentType: supportedType(input) };
}

function supportedType({ type, documentType }: { type?: string; documentType: string }): string {
	const limited = type === 'selfie' || type === 'video';
	return limited && !forSelfieAndVideo.includes(documentType) ? 'global' : documentType;
}
