/** How far a person has come. The documents name no steps but these, in the texts on what is reported. */
export const steps = ['scheduled', 'sent', 'opened', 'front', 'back', 'selfie', 'finished'] as const;

export type Step = (typeof steps)[number];

/**
 * How a verification can end: well; with one of the checks of the documented result against the person; or with what no
 * check of it says, but its values show.
 */
export const outcomes = [
	'well',
	'otherPerson',
	'sidesDiffer',
	'documentExpired',
	'otherNumber',
	'noLiveness',
	'lowLikeness',
	'backNumberDiffers',
	'passport',
	'notAvailable',
] as const;

export type Outcome = (typeof outcomes)[number];

/** Those in which a check says "No". */
export const failing: Outcome[] = [
	'otherPerson',
	'sidesDiffer',
	'documentExpired',
	'otherNumber',
	'noLiveness',
];

/** What a client asked for, under the names of the request. */
export interface VerificationInput {
	Telefono: string;
	Mensaje?: string;
	Dni?: string;
	Fecha?: string;
	Remitente?: string;
}

export interface Verification {
	/** Digits, as in the documented samples. */
	id: string;
	input: VerificationInput;
	/** The message that the person received, with the link in it; empty while it waits for its time. */
	receivedMessage: string;
	step: Step;
	/** The number of the status that was reported last. */
	status: number;
	/** Spanish wall-clock times, as reports show them. */
	sentAt: string;
	changedAt: string;
	outcome?: Outcome;
	certificate?: Buffer;
}
