import { Readable } from 'node:stream';
import { withinSize, withinTime } from '../../../nodes/runtime/http/streams';
import type { FileStream } from '../../../nodes/runtime/http/provider';

const failure = (what: string) => new Error(`The file ${what}`);
const bounded = (stream: FileStream) => withinSize(withinTime(stream, 60_000, failure), 1024, failure);

async function bytesOf(stream: FileStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

test('a file within the bounds comes through whole, in order', async () => {
	const pieces = Array.from({ length: 100 }, (_, index) => Buffer.from([index]));
	const stream = bounded(Readable.from(pieces) as FileStream);
	expect(await bytesOf(stream)).toEqual(Buffer.concat(pieces));
});

test('one byte too many, and it ends; the rest is not read', async () => {
	let given = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) yield Buffer.alloc((given += 64) && 64);
		})(),
	) as FileStream;
	await expect(bytesOf(bounded(endless))).rejects.toThrow('The file is larger than 0 MB');
	expect(endless.destroyed).toBe(true);
	expect(given).toBeLessThan(10_000);
	const exact = Readable.from([Buffer.alloc(1024)]) as FileStream;
	expect(await bytesOf(bounded(exact))).toHaveLength(1024);
});

/** As the answers that n8n hands on: one stream made of another. */
const madeOf = (stream: Readable) =>
	Readable.from(
		(async function* () {
			for await (const chunk of stream) yield chunk as Buffer;
		})(),
	);

test.each([
	['itself', (stream: Readable) => stream],
	['what it is made of', madeOf],
])('one that stands still ends too: %s', async (_what, made) => {
	const source = new Readable({ read() {} });
	source.push('a beginning');
	const still = made(source) as FileStream;
	const late = withinSize(withinTime(still, 20, failure), 1024, failure);
	await expect(bytesOf(late)).rejects.toThrow('The file took longer than 0 seconds');
});

test('what goes wrong on the way is said as it is', async () => {
	const broken = new Readable({
		read() {
			this.destroy(new Error('aborted'));
		},
	}) as FileStream;
	await expect(bytesOf(bounded(broken))).rejects.toThrow('aborted');
});
