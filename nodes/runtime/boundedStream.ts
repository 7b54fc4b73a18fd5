import type { FileStream } from './request';

/** Makes the error; it gets the end of a sentence. */
type FailureFor = (what: string) => Error;

/** The same stream, which fails when it has not ended so many milliseconds from now. */
export function withinTime(stream: FileStream, milliseconds: number, failure: FailureFor): FileStream {
	const late = AbortSignal.timeout(milliseconds);
	const seconds = Math.round(milliseconds / 1000);
	const stop = () => {
		// Of a stream that is made of another one, destroy() tells nobody before that other one gives something again.
		stream.emit('error', failure(`took longer than ${seconds} seconds`));
		stream.destroy();
	};
	stream.on('error', () => {});
	late.addEventListener('abort', stop);
	stream.once('close', () => late.removeEventListener('abort', stop));
	return stream;
}

/** The same bytes in a stream that fails as soon as it has given more than so many. */
export function withinSize(stream: FileStream, bytes: number, failure: FailureFor): FileStream {
	let byteCount = 0;
	const counted = (chunk: Buffer) => {
		byteCount += chunk.length;
		if (byteCount <= bytes) return chunk;
		throw failure(`is larger than ${Math.floor(bytes / 1024 / 1024)} MB`);
	};
	return stream.map(counted, { concurrency: 1 });
}
