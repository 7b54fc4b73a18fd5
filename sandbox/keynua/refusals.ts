import type { RefusalAnswer } from '../provider';
import { Refusal } from '../refusal';
import type { KeynuaReadings } from './switches';

/** A refusal in the shape that is switched on. `message` is what Keynua's API gateway is known to answer. */
export function refusalAnswer(
	message: string,
	status: number,
	code: string | undefined,
	{ refusals }: Pick<KeynuaReadings, 'refusals'>,
): RefusalAnswer {
	if (refusals === 'text') return { status, body: message, type: 'text/plain' };
	if (refusals === 'empty') return { status, body: '' };
	const coded = code ? { code, message } : { message };
	const bodies: Record<typeof refusals, object> = {
		message: coded,
		error: { error: message },
		errorObject: { error: coded },
		errorMessage: { errorMessage: message },
		codeOnly: code ? { code } : { message },
	};
	return { status, body: bodies[refusals] };
}

/** What the storage says no with: 403 with a code as storage services have them. */
export function storageRefusal(code: string, message: string, reason: string, status = 403): Refusal {
	return new Refusal(status, message, reason, code);
}

export function storageXml(code: string, message: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
