import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { firstBytes } from '../../../nodes/runtime/http/streams';

async function rest(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

test('the beginning is seen, and the stream is still whole, however it is cut', async () => {
	const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 10 });
	await fc.assert(
		fc.asyncProperty(pieces, fc.integer({ min: 1, max: 60 }), async (cut, count) => {
			const whole = Buffer.concat(cut);
			const stream = Readable.from(
				cut.map((piece) => Buffer.from(piece)),
				{ objectMode: false },
			);
			expect(await firstBytes(stream, count)).toEqual(whole.subarray(0, count));
			expect(await rest(stream)).toEqual(whole);
		}),
	);
});

test('a stream can be piped on afterwards', async () => {
	const stream = Readable.from([Buffer.from('%PDF'), Buffer.from('-1.7 rest')], { objectMode: false });
	expect((await firstBytes(stream, 5)).toString()).toBe('%PDF-');
	expect((await rest(stream.pipe(new PassThrough()))).toString()).toBe('%PDF-1.7 rest');
});

test('bytes that come late are waited for', async () => {
	const stream = new PassThrough();
	const start = firstBytes(stream, 4);
	for (const piece of ['a', 'b', 'c']) {
		stream.write(piece);
		await new Promise((resolve) => setImmediate(resolve));
	}
	stream.end('de');
	expect((await start).toString()).toBe('abcd');
	expect((await rest(stream)).toString()).toBe('abcde');
});

test('an empty stream has no beginning, and a broken one throws', async () => {
	expect(await firstBytes(Readable.from([], { objectMode: false }), 5)).toEqual(Buffer.alloc(0));
	const stream = new PassThrough();
	const start = firstBytes(stream, 5);
	stream.write('ab');
	stream.destroy(new Error('aborted'));
	await expect(start).rejects.toThrow('aborted');
});
