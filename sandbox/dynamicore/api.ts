import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { documentedRoute } from '../documentedRoute';
import { shaped, success } from './answers';
import { documentView } from './mifiel';
import { bodyOfGet, fieldName, jsonBody, nothing, pathId, queryOnly, uploadedFiles } from './requests';
import { creditScore } from './score';
import { type SignedRequest, verifySignature } from './signature';
import { dynamicoreCredentials, type DynamiCoreState } from './state';
import type { DynamiCoreReadings } from './switches';

const largestFile = 256 * 1024 * 1024;

/** DynamiCore's API: every endpoint of its documents, behind the signature. */
export function dynamicoreApi(app: FastifyInstance, state: DynamiCoreState): void {
	app.removeAllContentTypeParsers();
	void app.register(multipart, { limits: { fileSize: largestFile, fieldSize: largestFile } });
	// The signature is over the raw text, so the body is kept as it came.
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.addHook('preHandler', async (request) => authenticate(request, state));
	app.addHook('preSerialization', async (request, _reply, answer) =>
		shaped(answer, request.method, state.switches.now),
	);
	typeRoutes(app, state);
	clientRoutes(app, state);
	accountRoutes(app, state);
	satRoutes(app, state);
	mifielRoutes(app, state);
}

function authenticate(request: FastifyRequest, { switches: { now } }: DynamiCoreState): void {
	const unchecked = request.isMultipart() && now.formSignature === 'unchecked';
	const signed = { method: request.method, url: request.raw.url ?? '', body: signedBody(request, now) };
	verifySignature(request.headers.authorization, signed, dynamicoreCredentials, now.scheme, { unchecked });
}

/** What a multipart body signs is not defined: the empty text, unless switched. */
function signedBody(request: FastifyRequest, { formSignature }: DynamiCoreReadings): SignedRequest['body'] {
	if (request.isMultipart()) return formSignature === 'emptyObject' ? '{}' : '';
	return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

function typeRoutes(app: FastifyInstance, state: DynamiCoreState): void {
	const { clientTypes, productTypes, switches } = state;
	documentedRoute(app, '/v1/clients/types', {
		POST: (request) => success([clientTypes.create(jsonBody(request), switches.now.typeFields)]),
	});
	documentedRoute(app, '/v1/products/types', {
		POST: (request) => success([productTypes.create(jsonBody(request), switches.now.typeFields)]),
	});
	documentedRoute(app, '/v1/catalog/fields/client', {
		GET: (request) => {
			nothing(request);
			return success(clientTypes.list());
		},
	});
	documentedRoute(app, '/v1/catalog/fields/product', {
		GET: (request) => {
			nothing(request);
			return success(productTypes.list());
		},
	});
}

function clientRoutes(app: FastifyInstance, { clients, sat, switches }: DynamiCoreState): void {
	const clientId = (request: FastifyRequest) => pathId(request, 'clientId', 'a client');
	documentedRoute(app, '/private/clients', {
		POST: (request) => success([clients.create(jsonBody(request))]),
		PUT: (request) => success([clients.update(jsonBody(request))]),
		GET: (request) => success(clients.answer(queryOnly(request), switches.now.clientFilter)),
	});
	documentedRoute(app, '/files/users/upload/:clientId/:field', {
		POST: async (request) => {
			const { uploadPath, uploadPart } = switches.now;
			const [id, field] = [clientId(request), fieldName(request, uploadPath)];
			clients.get(id);
			return success(clients.attach(id, field, await uploadedFiles(request, uploadPart)));
		},
	});
	documentedRoute(app, '/v1/clients/:clientId/sat', {
		GET: async (request) => {
			const keys = switches.now.satKeys === 'query' ? queryOnly(request) : await bodyOfGet(request);
			return success([sat.taxpayer(clientId(request), keys)]);
		},
	});
	documentedRoute(app, '/v1/clients/:clientId/score', {
		GET: (request) => {
			nothing(request);
			return success([creditScore(clients.get(clientId(request)))]);
		},
	});
}

function accountRoutes(app: FastifyInstance, { accounts, switches }: DynamiCoreState): void {
	documentedRoute(app, '/v1/accounts', {
		POST: (request) => success([accounts.create(jsonBody(request))]),
		GET: (request) => success(accounts.find(queryOnly(request), switches.now.accountQuery)),
	});
	for (const kind of ['transactions', 'payments'] as const) {
		documentedRoute(app, `/v1/accounts/:accountId/${kind}`, {
			GET: (request) => {
				nothing(request);
				return success(accounts.entries(kind, pathId(request, 'accountId', 'an account')));
			},
		});
	}
}

function satRoutes(app: FastifyInstance, { sat, switches }: DynamiCoreState): void {
	documentedRoute(app, '/internal/sat/sat_key', {
		POST: (request) => success([sat.post(jsonBody(request), switches.now.keyFiles)]),
	});
	documentedRoute(app, '/private/sat/data', {
		GET: (request) => {
			const { data, total } = sat.data(queryOnly(request));
			return success(data, total);
		},
	});
}

function mifielRoutes(app: FastifyInstance, { mifiel, switches }: DynamiCoreState): void {
	const documentId = (request: FastifyRequest) => (request.params as { id: string }).id;
	documentedRoute(app, '/marketplace/apps/mifiel/documents', {
		POST: (request) => success([mifiel.create(jsonBody(request), switches.now)]),
	});
	documentedRoute(app, '/marketplace/apps/mifiel/documents/:id', {
		GET: (request) => {
			nothing(request);
			return success([documentView(mifiel.get(documentId(request)))]);
		},
		DELETE: (request) => {
			nothing(request);
			mifiel.delete(documentId(request));
			return success([]);
		},
	});
}
