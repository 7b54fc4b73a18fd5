import type { FileStream } from './request';

/**
 * The first `count` bytes of a stream, or all of them when it has fewer. They are put back: whoever reads the stream
 * next gets it whole.
 */
export async function firstBytes(stream: FileStream, count: number): Promise<Buffer> {
	for (;;) {
		// Gives nothing before `count` bytes are there, and whatever is there once the stream has ended.
		const start = stream.read(count) as Buffer | null;
		if (start !== null) {
			stream.unshift(start);
			return start;
		}
		if (stream.readableEnded || stream.destroyed) return Buffer.alloc(0);
		await news(stream);
	}
}

const NEWS = ['readable', 'end', 'close', 'error'];

/** Waits until more can be read, or nothing more will come. */
async function news(stream: FileStream): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const settle = (error?: Error) => {
			NEWS.forEach((event) => stream.off(event, settle));
			if (error) reject(error);
			else resolve();
		};
		NEWS.forEach((event) => stream.on(event, settle));
	});
}
