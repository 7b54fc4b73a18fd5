import type { FileStream } from './request';

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
