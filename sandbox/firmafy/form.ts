import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusal } from './refusal';

const largest = 64 * 1024 * 1024;

export interface UploadedFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** The fields and files of one request, whichever way they were encoded. */
export interface Form {
	fields: Record<string, string>;
	files: Record<string, UploadedFile>;
}

/** "PHP form parameters": urlencoded or multipart. A body of JSON has been seen nowhere to work, so it is refused. */
export function acceptForms(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	void app.register(multipart, { limits: { fileSize: largest, fieldSize: largest } });
	// Kept out of the shared log of bodies, which would show passwords and tokens.
	app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largest }, (_request, body, done) =>
		done(null, { text: body }),
	);
}

export async function readForm(request: FastifyRequest): Promise<Form> {
	const form = request.isMultipart() ? await readMultipart(request) : readUrlencoded(request);
	if (request.logEntry) request.logEntry.body = shown(form);
	return form;
}

function readUrlencoded(request: FastifyRequest): Form {
	if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
		throw refusal('The body must be a form: application/x-www-form-urlencoded or multipart/form-data');
	}
	const fields: Record<string, string> = Object.create(null);
	for (const [name, value] of new URLSearchParams((request.body as { text: string }).text)) {
		addField(fields, name, value);
	}
	return { fields, files: {} };
}

async function readMultipart(request: FastifyRequest): Promise<Form> {
	const form: Form = { fields: Object.create(null), files: Object.create(null) };
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			addField(form.fields, part.fieldname, String(part.value));
			continue;
		}
		form.files[part.fieldname] = {
			name: part.filename,
			type: part.mimetype,
			bytes: await part.toBuffer(),
		};
	}
	return form;
}

function addField(fields: Record<string, string>, name: string, value: string): void {
	if (name in fields) throw refusal(`${name} was sent twice`);
	fields[name] = value;
}

/** For the page and the log: the fields without what must stay secret, and the files by name and size. */
function shown({ fields, files }: Form): string {
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${shownValue(name, value)}`);
	const attached = Object.entries(files).map(
		([part, { name, bytes }]) => `${part}: file ${name} (${bytes.length} bytes)`,
	);
	return [...lines, ...attached].join('\n');
}

function shownValue(name: string, value: string): string {
	if (name === 'password' || name === 'token') return '…';
	// The query of the receiver's address may hold a secret of its own.
	return name === 'url_webhook' ? value.replace(/\?.*/s, '?…') : value.slice(0, 500);
}
