import { networkFailure } from '../http/answers';
import { isNodeError, toNodeError } from '../http/errors';
import { cancelSignal } from '../http/request';
import type { Caller, FileStream } from '../http/provider';
import { pause, waitBeforeRetry } from '../http/retry';

/**
 * Fetches a file and keeps it. A connection may break long after the answer has begun: the file is then fetched anew,
 * as often as any other read.
 *
 * @param provider as people know it
 * @param fetch opens the file from its beginning
 * @param keep reads the stream to its end
 * @throws NodeApiError when the file never came whole; what `fetch` and `keep` throw for other reasons is thrown on
 */
export async function wholeFile<T>(
	context: Caller,
	provider: string,
	fetch: () => Promise<FileStream>,
	keep: (stream: FileStream) => Promise<T>,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		const stream = await fetch();
		let broken: Error | undefined;
		stream.once('error', (error: Error) => (broken = error));
		const kept = await keep(stream).then(
			(file) => ({ file }),
			(error: Error) => ({ error }),
		);
		if ('file' in kept) return kept.file;
		if (!broken || isNodeError(broken)) throw kept.error;
		const failure = networkFailure(broken);
		const wait = waitBeforeRetry(failure, 'read', tries);
		if (wait === undefined || !(await pause(wait, cancelSignal(context)))) {
			const about = { provider, host: provider, effect: 'read' as const, tries };
			throw toNodeError({ node: context.getNode(), ...about }, failure);
		}
	}
}
