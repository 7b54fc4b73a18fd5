import type { IWebhookFunctions } from 'n8n-workflow';

const ACCEPT_WITHIN_MS = 10_000;
const REFUSE_WITHIN_MS = 1_000;

const readings = new Map<string, { credential: Promise<object>; at: number }>();

/**
 * Checks a delivery with the trigger's credential. n8n takes longer to read and decrypt one than for all the rest of a
 * delivery, so what was read is used again: to accept for 10 seconds, to refuse for one. So a new secret counts at once,
 * and the former one for up to 10 seconds more.
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
	const read = async (maxAgeMs: number): Promise<Credential> => {
		const earlier = readings.get(id ?? '');
		const age = now - (earlier?.at ?? -Infinity);
		if (earlier && age >= 0 && age <= maxAgeMs) return (await earlier.credential) as Credential;
		const credential = context.getCredentials<Credential>(type);
		if (id) readings.set(id, { credential, at: now });
		credential.catch(() => readings.delete(id ?? ''));
		return await credential;
	};
	const verdict = check(await read(ACCEPT_WITHIN_MS));
	return 'refused' in verdict ? check(await read(REFUSE_WITHIN_MS)) : verdict;
}
