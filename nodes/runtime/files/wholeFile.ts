import { isNodeError, toNodeError } from '../http/errors';
import { networkFailure } from '../http/network';
import { cancelSignal } from '../http/request';
import type { Caller, Failure, FileStream, Result } from '../http/provider';
import { withRetries } from '../http/retry';

/**
 * Fetches a file and keeps it. A connection may break long after the answer has begun: the file is then fetched anew,
 * as often as any other read.
 *
 * @param provider as people know it
 * @param fetch opens the file from its beginning
 * @param keep reads the stream to its end
 * @param asksOnce whether the provider takes offence at repetition
 * @throws NodeApiError when the file never came whole; what `fetch` and `keep` throw for other reasons is thrown on
 */
export async function wholeFile<T>(
	context: Caller,
	provider: string,
	fetch: () => Promise<FileStream>,
	keep: (stream: FileStream) => Promise<T>,
	asksOnce = false,
): Promise<T> {
	const attempt = async () => {
		const stream = await fetch();
		let broken: Error | undefined;
		stream.once('error', (error: Error) => (broken = error));
		const kept = keep(stream).then((success) => ({ success }));
		return await kept.catch((error: Error): Result<T> => {
			if (!broken || isNodeError(broken)) throw error;
			return { failure: { ...networkFailure(broken), isFinal: asksOnce } };
		});
	};
	const about = { node: context.getNode(), provider, host: provider, effect: 'read' } as const;
	const errorFor = (failure: Failure, tries: number) => toNodeError({ ...about, tries }, failure);
	return await withRetries('read', attempt, errorFor, cancelSignal(context));
}
