import type { FastifyRequest } from 'fastify';
import { shape } from '../check';
import { badRequest } from '../refusal';
import type { UploadedFile } from './records';

/** The documented envelope of a success. `total` is the length of the list, unless that is one page of a longer one. */
export function success(data: object[], total = data.length): object {
	return { status: 'success', message: { code: 1, total, data } };
}

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
 * The documents write the last segment `:pii[acta_constitutiva]`; the notes read that as the plain name of
 * the pii field.
 */
export function fieldName(request: FastifyRequest): string {
	const { field } = request.params as { field: string };
	if (!/^\w+$/.test(field))
		throw badRequest('The path needs the plain name of a pii field, without brackets');
	return field;
}

/** "FormData Parameters": one or several parts, all of them named `file`, and nothing else. */
export async function uploadedFiles(request: FastifyRequest): Promise<UploadedFile[]> {
	if (!request.isMultipart()) throw badRequest('The files must be sent as multipart/form-data');
	const files: UploadedFile[] = [];
	const refused: string[] = [];
	for await (const part of request.parts()) {
		if (part.type !== 'file') {
			refused.push(`the part "${part.fieldname}" is not a file`);
			continue;
		}
		const bytes = await part.toBuffer();
		if (!part.filename) refused.push(`the part "${part.fieldname}" has no file name`);
		if (part.fieldname !== 'file') refused.push(`the part "${part.fieldname}" must be named "file"`);
		files.push({ name: part.filename, type: part.mimetype, bytes });
	}
	if (refused.length > 0) throw badRequest(refused.join('; '));
	if (files.length === 0) throw badRequest('There is no part named "file"');
	return files;
}
