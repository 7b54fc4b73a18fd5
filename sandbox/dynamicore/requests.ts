import type { FastifyRequest } from 'fastify';
import { shape } from '../check';
import { badRequest } from '../refusal';
import type { UploadedFile } from './records';
import type { DynamiCoreReadings } from './switches';

/** The samples write `-d pii[firstname]=…`, announce JSON and sign JSON: nested JSON is what is taken. */
export function jsonBody(request: FastifyRequest): unknown {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		throw badRequest('Content-Type must be application/json');
	}
	if (Object.keys(request.query as object).length > 0) throw badRequest('The query string must be empty');
	if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw badRequest('The body is missing');
	return JSON.parse(request.body.toString('utf8'));
}

/**
 * The query of a request that has no body. The samples show a body on GET, the tables a query; the notes recommend the
 * query, and no body.
 */
export function queryOnly(request: FastifyRequest): unknown {
	const { headers } = request;
	const empty = headers['content-length'] === undefined || headers['content-length'] === '0';
	if (!empty || headers['transfer-encoding']) {
		throw badRequest(`A ${request.method} request must not have a body`);
	}
	return request.query;
}

const checkNothing = shape({}, {});

/** For endpoints without parameters: neither body nor query. */
export function nothing(request: FastifyRequest): void {
	checkNothing(queryOnly(request), '');
}

/** The number in the path. Refuses 400; `what` names it in the sentence. */
export function pathId(request: FastifyRequest, name: string, what: string): number {
	const value = (request.params as Record<string, string>)[name];
	if (!/^\d+$/.test(value)) throw badRequest(`The path needs the id of ${what}`);
	return Number(value);
}

/**
 * The documents write the last segment `:pii[acta_constitutiva]`: the plain name of the pii field, or with the brackets,
 * encoded or not.
 */
export function fieldName(request: FastifyRequest, path: DynamiCoreReadings['uploadPath']): string {
	const { field } = request.params as { field: string };
	const pattern = path === 'plain' ? /^(\w+)$/ : /^pii\[(\w+)\]$/;
	const [, name] = pattern.exec(field) ?? [];
	if (name) return name;
	if (path === 'plain') throw badRequest('The path needs the plain name of a pii field, without brackets');
	throw badRequest('The path needs the pii field as pii[name]');
}

/** The body of a GET, which nobody else reads. "-d cer=…" with a JSON content type: nested JSON, as elsewhere. */
export async function bodyOfGet(request: FastifyRequest): Promise<unknown> {
	if (Object.keys(request.query as object).length > 0) throw badRequest('The query string must be empty');
	const chunks: Buffer[] = [];
	for await (const chunk of request.raw) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? {} : JSON.parse(text);
}

/** "FormData Parameters": one or several parts, all of them named `file` (or `file[]`), and nothing else. */
export async function uploadedFiles(
	request: FastifyRequest,
	part: DynamiCoreReadings['uploadPart'],
): Promise<UploadedFile[]> {
	const name = part === 'file' ? 'file' : 'file[]';
	if (!request.isMultipart()) throw badRequest('The files must be sent as multipart/form-data');
	const files: UploadedFile[] = [];
	const refused: string[] = [];
	for await (const sent of request.parts()) {
		if (sent.type !== 'file') {
			refused.push(`the part "${sent.fieldname}" is not a file`);
			continue;
		}
		const bytes = await sent.toBuffer();
		if (!sent.filename) refused.push(`the part "${sent.fieldname}" has no file name`);
		if (sent.fieldname !== name) refused.push(`the part "${sent.fieldname}" must be named "${name}"`);
		files.push({ name: sent.filename, type: sent.mimetype, bytes });
	}
	if (refused.length > 0) throw badRequest(refused.join('; '));
	if (files.length === 0) throw badRequest(`There is no part named "${name}"`);
	return files;
}
