import type { FileStream } from './provider';

/**
 * The first `count` bytes of a stream, or all of them when it has fewer. They are put back: whoever reads the stream
 * next gets it whole.
 */
export async function firstBytes(stream: FileStream, count: number): Promise<Buffer> {
	if (stream.readableEnded || stream.destroyed) return Buffer.alloc(0);
	return await new Promise((resolve, reject) => {
		const settle = (start: Buffer, error?: Error) => {
			Object.entries(listeners).forEach(([event, listener]) => stream.off(event, listener));
			if (error) reject(error);
			else resolve(start);
		};
		const listeners = {
			readable: () => {
				// Gives nothing before `count` bytes are there, and whatever is there once the stream has ended.
				const start = stream.read(count) as Buffer | null;
				if (start === null) return;
				stream.unshift(start);
				settle(start);
			},
			end: () => settle(Buffer.alloc(0)),
			close: () => settle(Buffer.alloc(0)),
			error: (error: Error) => settle(Buffer.alloc(0), error),
		};
		Object.entries(listeners).forEach(([event, listener]) => stream.on(event, listener));
	});
}

/** A PDF begins so; some programs put a byte order mark or a line break before it. */
export function isPdf(start: Buffer): boolean {
	return /^(\xEF\xBB\xBF)?\s*%PDF-/.test(start.toString('latin1'));
}

/** Reads a stream to its end, or so many bytes of it: the rest is not fetched then. */
export async function readStart(
	stream: FileStream,
	maxBytes: number,
): Promise<{ bytes: Buffer; isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk as Buffer);
		length += (chunk as Buffer).length;
		if (length > maxBytes) break;
	}
	return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isWhole: length <= maxBytes };
}

/** Reads a file that comes from outside; undefined when it is larger than so many bytes. */
export async function readUpTo(stream: FileStream, maxBytes: number): Promise<Buffer | undefined> {
	const { bytes, isWhole } = await readStart(stream, maxBytes);
	return isWhole ? bytes : undefined;
}

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
