import { Readable } from 'node:stream';
import { boundedStream } from '../../../nodes/runtime/boundedStream';
import type { FileStream } from '../../../nodes/runtime/request';

const failure = (what: string) => new Error(`The file ${what}`);
const ample = { bytes: 1024, milliseconds: 60_000 };

async function bytesOf(stream: FileStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

test('a file within the bounds comes through whole, in order', async () => {
	const pieces = Array.from({ length: 100 }, (_, index) => Buffer.from([index]));
	const stream = boundedStream(Readable.from(pieces) as FileStream, ample, failure);
	expect(await bytesOf(stream)).toEqual(Buffer.concat(pieces));
});

test('one byte too many, and it ends; the rest is not read', async () => {
	let given = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) yield Buffer.alloc((given += 64) && 64);
		})(),
	) as FileStream;
	await expect(bytesOf(boundedStream(endless, ample, failure))).rejects.toThrow(
		'The file is larger than 0 MB',
	);
	expect(endless.destroyed).toBe(true);
	expect(given).toBeLessThan(10_000);
	const exact = Readable.from([Buffer.alloc(1024)]) as FileStream;
	expect(await bytesOf(boundedStream(exact, ample, failure))).toHaveLength(1024);
});

test('one that stands still ends too', async () => {
	const still = new Readable({ read() {} }) as FileStream;
	still.push('a beginning');
	const bounded = boundedStream(still, { ...ample, milliseconds: 20 }, failure);
	await expect(bytesOf(bounded)).rejects.toThrow('The file took longer than 0 seconds');
});

test('what goes wrong on the way is said as it is', async () => {
	const broken = new Readable({
		read() {
			this.destroy(new Error('aborted'));
		},
	}) as FileStream;
	await expect(bytesOf(boundedStream(broken, ample, failure))).rejects.toThrow('aborted');
});
