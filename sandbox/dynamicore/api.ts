import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { documentedRoute } from '../documentedRoute';
import { badRequest } from '../refusal';
import type { UploadedFile } from './clients';
import { verifySignature } from './signature';
import { dynamicoreCredentials, type DynamiCoreState } from './state';

const largestFile = 256 * 1024 * 1024;

/** DynamiCore's API: the client record and its documents. */
export function dynamicoreApi(app: FastifyInstance, state: DynamiCoreState): void {
	app.removeAllContentTypeParsers();
	void app.register(multipart, { limits: { fileSize: largestFile, fieldSize: largestFile } });
	// The signature is over the raw text, so the body is kept as it came.
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.addHook('preHandler', async (request) => authenticate(request, state));
	documentedRoute(app, '/private/clients', {
		POST: (request) => success([state.clients.create(jsonBody(request))]),
		PUT: (request) => success([state.clients.update(jsonBody(request))]),
		GET: (request) => {
			assertNoBody(request);
			return success(state.clients.list(request.query));
		},
	});
	documentedRoute(app, '/files/users/upload/:clientId/:field', {
		POST: async (request) => {
			const { clientId, field } = uploadTarget(request);
			state.clients.get(clientId);
			return success(state.clients.attach(clientId, field, await uploadedFiles(request)));
		},
	});
}

/** The documented envelope of a success. */
export function success(data: object[]): object {
	return { status: 'success', message: { code: 1, total: data.length, data } };
}

/** What a multipart body signs is not defined; the notes recommend, and the sandbox takes, the empty text. */
function authenticate(request: FastifyRequest, { scheme }: DynamiCoreState): void {
	const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
	const signed = { method: request.method, url: request.raw.url ?? '', body };
	verifySignature(request.headers.authorization, signed, dynamicoreCredentials, scheme);
}

function jsonBody(request: FastifyRequest): unknown {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		throw badRequest('Content-Type must be application/json');
	}
	if (Object.keys(request.query as object).length > 0) throw badRequest('The query string must be empty');
	if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw badRequest('The body is missing');
	return JSON.parse(request.body.toString('utf8'));
}

/** The samples show a body on GET, the tables a query; the notes recommend the query, and no body. */
function assertNoBody({ headers }: FastifyRequest): void {
	const empty = headers['content-length'] === undefined || headers['content-length'] === '0';
	if (!empty || headers['transfer-encoding']) throw badRequest('A GET request must not have a body');
}

/**
 * The documents write the last segment `:pii[acta_constitutiva]`; the notes read that as the plain name of
 * the pii field.
 */
function uploadTarget(request: FastifyRequest): { clientId: number; field: string } {
	const { clientId, field } = request.params as { clientId: string; field: string };
	if (!/^\d+$/.test(clientId)) throw badRequest('The path needs the id of a client');
	if (!/^\w+$/.test(field))
		throw badRequest('The path needs the plain name of a pii field, without brackets');
	return { clientId: Number(clientId), field };
}

/** "FormData Parameters": one or several parts, all of them named `file`, and nothing else. */
async function uploadedFiles(request: FastifyRequest): Promise<UploadedFile[]> {
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
