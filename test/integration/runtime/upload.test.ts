import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { startRecorder, type Recorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';

// Multipart uploads, with files that n8n keeps on disk, as it does in production, and in the item.

let world: World;
let recorder: Recorder;
let answers: Array<{ status: number; headers?: Record<string, string>; body: unknown }>;
const taken = { status: 200, body: { status: 'success', message: { code: 1, data: [{ name: 'f' }] } } };

beforeAll(async () => {
	world = await startWorld('filesystem');
	recorder = await startRecorder(() => answers.shift() ?? taken);
});
afterAll(async () => {
	await recorder.close();
	await world.close();
});
beforeEach(() => {
	answers = [];
	recorder.requests.length = 0;
});

async function stored(content: string, fileName: string): Promise<IBinaryData> {
	return await world.engine.file(Readable.from([Buffer.from(content)]), {
		fileName,
		mimeType: 'application/pdf',
	});
}

function inItem(content: string, fileName?: string): IBinaryData {
	return { data: Buffer.from(content).toString('base64'), mimeType: 'image/png', fileName };
}

async function upload(binary: Record<string, IBinaryData>) {
	return await world.dynamiCore(
		{
			resource: 'client',
			operation: 'uploadDocuments',
			clientId: '424',
			field: 'acta',
			inputDataFieldNames: Object.keys(binary).join(', '),
		},
		{
			input: [{ json: {}, binary }],
			credentials: { dynamiCoreApi: { ...world.credentials.dynamiCoreApi, baseUrl: recorder.url } },
		},
	);
}

/** A form as RFC 7578 writes it, with the boundary of this request. */
function form(contentType: string, parts: Array<{ name: string; type: string; content: string }>): string {
	const boundary = /boundary=(.+)$/.exec(contentType)?.[1];
	const written = parts.map(({ name, type, content }) =>
		[
			`--${boundary}`,
			`Content-Disposition: form-data; name="file"; filename="${name}"`,
			`Content-Type: ${type}`,
			'',
			content,
		].join('\r\n'),
	);
	return `${written.join('\r\n')}\r\n--${boundary}--\r\n`;
}

test('files from disk and from the item are sent whole, in order, with their names and types', async () => {
	const large = 'large '.repeat(50_000);
	const binary = { data: await stored(large, 'one.pdf'), photo: inItem('two', 'two.png') };
	const { error } = await upload(binary);
	expect(error).toBeUndefined();
	const [{ headers, body }] = recorder.requests;
	const expected = form(String(headers['content-type']), [
		{ name: 'one.pdf', type: 'application/pdf', content: large },
		{ name: 'two.png', type: 'image/png', content: 'two' },
	]);
	expect(body === expected).toBe(true);
	expect(headers['content-length']).toBe(String(Buffer.byteLength(expected)));
});

test('a file without a name is sent under the name of its field', async () => {
	await upload({ photo: inItem('two') });
	expect(recorder.requests[0].body).toContain('filename="photo"');
});

test('when the provider was too busy, the second request carries the whole file again', async () => {
	answers = [{ status: 429, headers: { 'retry-after': '0' }, body: {} }];
	const { error } = await upload({ data: await stored('content of the file', 'one.pdf') });
	expect(error).toBeUndefined();
	expect(recorder.requests).toHaveLength(2);
	for (const { body } of recorder.requests) expect(body).toContain('\r\n\r\ncontent of the file\r\n');
});

test.each([
	['on disk', async () => await stored('', 'empty.pdf')],
	['in the item', async () => inItem('', 'empty.pdf')],
])('an empty file %s is named before anything is sent', async (_, make) => {
	const { error } = await upload({ data: await make() });
	expect(error?.message).toBe('"Input Data Field Names": the file in "data" is empty [item 0]');
	expect(recorder.requests).toEqual([]);
});
