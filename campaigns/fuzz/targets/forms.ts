import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { resources as keynuaResources } from '../../../nodes/Keynua/resources';
import { resources as firmafyResources } from '../../../nodes/Firmafy/resources';
import { multipart } from '../../../nodes/runtime/files/files';
import { firstBytes } from '../../../nodes/runtime/http/streams';
import type { FileStream } from '../../../nodes/runtime/http/provider';
import { likely, text } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, assertPlain, orRefused } from '../outcome';
import { stubItem } from '../stub';
import { target } from '../target';

const properties: INodeProperties[] = [...keynuaResources, ...firmafyResources].flatMap(({ operations }) =>
	Object.values(operations).flatMap((operation) => operation.properties),
);

const row = { name: 'Manuel', email: 'msilva@keynua.com', groups: 'signers', ref: 7 };

/** What expressions may put into the nodes' fields: it is read as the form types it, or refused in a sentence. */
export const formFields = target({
	name: 'form-fields',
	cases: fc.tuple(
		fc.nat(properties.length - 1),
		mutatedJson(
			{ signer: [row] },
			{ item: [{ itemId: '1', kind: 'text', text: 'x' }] },
			row,
			'text',
			7,
			true,
			['a'],
		),
	),
	check([index, value]) {
		const property = properties[index];
		const one = stubItem({ [property.name]: value } as IDataObject, [property]);
		assertPlain(orRefused(() => one.collection(property.name)));
	},
});

const json = { displayName: 'JSON', name: 'json', type: 'json', default: '' } as INodeProperties;
const limit = { displayName: 'Limit', name: 'limit', type: 'number', default: 1 } as INodeProperties;

/** The fields of one item, read in every way there is. */
export const itemFields = target({
	name: 'item-fields',
	cases: mutatedJson('text', '{"a":1}', '["a"]', { a: 1 }, [1], 7, '2026-11-22T18:00:00', 'data, annex'),
	check(value) {
		const one = stubItem({ json: value, limit: value } as IDataObject, [json, limit]);
		orRefused(() => one.text('limit'));
		orRefused(() => one.integer('limit', 1));
		orRefused(() => one.json('json'));
		orRefused(() => one.list('json'));
		orRefused(() => one.day(value, 'Day'));
		orRefused(() => one.instant(value, 'Day'));
	},
});

const field = fc.tuple(likely('title', 'action', 'users[]'), text);
const file = fc.tuple(
	text,
	likely('application/pdf', 'a/b\r\nX-Evil: 1'),
	fc.uint8Array({ minLength: 1, maxLength: 40 }),
);

/** A form with files, written and read again by another program: the same parts, and none that was smuggled in. */
export const multipartForms = target({
	name: 'multipart',
	cases: fc.tuple(fc.array(file, { minLength: 1, maxLength: 2 }), fc.array(field, { maxLength: 3 })),
	async check([files, fields]) {
		const form = multipart(
			files.map(([name, mimeType, bytes]) => ({
				field: 'data',
				name: name || 'data',
				mimeType,
				content: Buffer.from(bytes),
			})),
			'file',
		);
		for (const [name, value] of fields) form.append(name, value);
		const parts: unknown[] = [];
		(await new Response(form).formData()).forEach((value) => parts.push(value));
		assert(parts.length === files.length + fields.length, `${parts.length} parts arrived`);
		for (const [index, [, , bytes]] of files.entries()) {
			const arrived = Buffer.from(await (parts[index] as File).arrayBuffer());
			assert(arrived.equals(Buffer.from(bytes)), 'a file arrived changed');
		}
	},
});

/** Looking at a stream's beginning takes nothing from it, whatever pieces it comes in. */
export const streamStarts = target({
	name: 'first-bytes',
	cases: fc.tuple(
		fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 }),
		fc.integer({ min: 1, max: 60 }),
	),
	async check([pieces, count]) {
		const whole = Buffer.concat(pieces);
		const stream = Readable.from(
			pieces.map((piece) => Buffer.from(piece)),
			{ objectMode: false },
		);
		const start = await firstBytes(stream as unknown as FileStream, count);
		assert(start.equals(whole.subarray(0, count)), 'another beginning');
		const read: Buffer[] = [];
		for await (const chunk of stream) read.push(chunk as Buffer);
		assert(Buffer.concat(read).equals(whole), 'something of the stream is lost');
	},
});
