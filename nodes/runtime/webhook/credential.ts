import type { IWebhookFunctions } from 'n8n-workflow';

const ACCEPT_WITHIN_MS = 10_000;
const REFUSE_WITHIN_MS = 1_000;

interface Reading {
	credential: Promise<object>;
	at: number;
}

const readings = new Map<string, Reading>();

/**
 * Checks a delivery with the trigger's credential. n8n takes longer to read and decrypt a credential than for all the
 * rest of a delivery, so what was read is used again: to accept for 10 seconds, to refuse for one. A delivery that the
 * credential from before refuses is checked with the present one, so a new secret counts as soon as it is saved.
 *
 * @param check gives an object with a key `refused` for a delivery that does not pass
 */
export async function checkWithCredential<Credential extends object, Verdict extends object>(
	context: IWebhookFunctions,
	type: string,
	check: (credential: Credential) => Verdict,
	now = Date.now(),
): Promise<Verdict> {
	const id = context.getNode().credentials?.[type]?.id;
	const earlier = id ? readings.get(id) : undefined;
	const age = earlier ? now - earlier.at : Infinity;
	if (earlier && age >= 0 && age <= ACCEPT_WITHIN_MS) {
		const verdict = check((await earlier.credential) as Credential);
		if (!('refused' in verdict) || age <= REFUSE_WITHIN_MS) return verdict;
	}
	return check((await read(context, type, id, now)) as Credential);
}

async function read(
	context: IWebhookFunctions,
	type: string,
	id: string | null | undefined,
	now: number,
): Promise<object> {
	const credential = context.getCredentials<object>(type);
	if (id) {
		readings.set(id, { credential, at: now });
		credential.catch(() => readings.delete(id));
	}
	return await credential;
}
