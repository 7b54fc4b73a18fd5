import type { Body } from './encoding';

const timeout = 15_000;

/** What a receiving server answered. `status` is 0 when it could not be reached; `answer` then says why. */
export interface SendResult {
	status: number;
	answer: string;
}

/** Sends one POST and reads the whole answer. Never throws. Redirects are not followed. */
export async function send(
	url: string,
	{ contentType, bytes }: Body,
	closing: AbortSignal,
): Promise<SendResult> {
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': contentType },
			body: new Uint8Array(bytes),
			redirect: 'manual',
			signal: AbortSignal.any([closing, AbortSignal.timeout(timeout)]),
		});
		return { status: answer.status, answer: await answer.text() };
	} catch (error) {
		const { message, cause } = error as Error & { cause?: Error };
		return { status: 0, answer: cause?.message || message };
	}
}
