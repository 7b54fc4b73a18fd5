import { StreamedFile } from '../../../nodes/runtime/files/streamedFile';

function fileOf(...chunks: string[]) {
	const buffers = chunks.map((chunk) => Buffer.from(chunk));
	const size = buffers.reduce((sum, { length }) => sum + length, 0);
	let opened = 0;
	const file = new StreamedFile('contract.pdf', 'application/pdf', size, async () => {
		opened++;
		return buffers;
	});
	return { file, opened: () => opened };
}

test('is a File with a name, a type and a size before anything of it was read', () => {
	const { file, opened } = fileOf('one', 'twö');
	expect(file).toBeInstanceOf(Blob);
	expect([file.name, file.type, file.size]).toEqual(['contract.pdf', 'application/pdf', 7]);
	expect(opened()).toBe(0);
});

test('gives its content each time anew', async () => {
	const { file, opened } = fileOf('one', 'twö');
	const sent = async () => await new Response(file.stream()).text();
	expect([await sent(), await sent()]).toEqual(['onetwö', 'onetwö']);
	expect(opened()).toBe(2);
});

test('a form takes it as it is, with its name', () => {
	const { file } = fileOf('one');
	const form = new FormData();
	form.append('file', file);
	expect(form.get('file')).toBe(file);
});

test('when nobody wants the rest, its source is closed', async () => {
	let closed = false;
	const file = new StreamedFile('f', 'text/plain', 2, async () => {
		return (async function* () {
			try {
				yield Buffer.from('a');
				yield Buffer.from('b');
			} finally {
				closed = true;
			}
		})();
	});
	for await (const chunk of file.stream() as unknown as AsyncIterable<Uint8Array>) {
		expect(Buffer.from(chunk).toString()).toBe('a');
		break;
	}
	expect(closed).toBe(true);
});
