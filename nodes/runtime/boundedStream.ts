import type { FileStream } from './request';

export interface Bounds {
	bytes: number;
	/** From now to the stream's end. */
	milliseconds: number;
}

/**
 * The same stream, which fails as soon as it has given more than `bytes`, or takes longer than `milliseconds`.
 *
 * @param failure makes the error; it gets the end of a sentence
 */
export function boundedStream(
	stream: FileStream,
	bounds: Bounds,
	failure: (what: string) => Error,
): FileStream {
	const late = AbortSignal.timeout(bounds.milliseconds);
	const seconds = Math.round(bounds.milliseconds / 1000);
	const stop = () => stream.destroy(failure(`took longer than ${seconds} seconds`));
	late.addEventListener('abort', stop);
	stream.once('close', () => late.removeEventListener('abort', stop));
	let byteCount = 0;
	const counted = (chunk: Buffer) => {
		byteCount += chunk.length;
		if (byteCount <= bounds.bytes) return chunk;
		throw failure(`is larger than ${Math.floor(bounds.bytes / 1024 / 1024)} MB`);
	};
	return stream.map(counted, { concurrency: 1 });
}
