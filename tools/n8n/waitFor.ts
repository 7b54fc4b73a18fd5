import { setTimeout as sleep } from 'node:timers/promises';
import { N8nRefusal } from './rest';

const LOOK_AGAIN_AFTER_MS = 50;

/**
 * Asks again and again until there is an answer. That n8n is not ready yet (503) counts as none.
 * @throws Error that names what was waited for, when the time is over
 */
export async function waitFor<T>(
	what: string,
	timeoutMs: number,
	ask: () => Promise<T | undefined>,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask().catch(unlessServerIsBusy);
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
		await sleep(LOOK_AGAIN_AFTER_MS);
	}
}

function unlessServerIsBusy(error: unknown): undefined {
	if (error instanceof N8nRefusal && error.status === 503) return undefined;
	throw error;
}
