import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { documentedRoute } from '../documentedRoute';
import { documentView } from './mifiel';
import { fieldName, jsonBody, nothing, pathId, queryOnly, success, uploadedFiles } from './requests';
import { creditScore } from './score';
import { verifySignature } from './signature';
import { dynamicoreCredentials, type DynamiCoreState } from './state';

const largestFile = 256 * 1024 * 1024;

/** DynamiCore's API: every endpoint of its documents, behind the signature. */
export function dynamicoreApi(app: FastifyInstance, state: DynamiCoreState): void {
	app.removeAllContentTypeParsers();
	void app.register(multipart, { limits: { fileSize: largestFile, fieldSize: largestFile } });
	// The signature is over the raw text, so the body is kept as it came.
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.addHook('preHandler', async (request) => authenticate(request, state));
	typeRoutes(app, state);
	clientRoutes(app, state);
	accountRoutes(app, state);
	satRoutes(app, state);
	mifielRoutes(app, state);
}

/** What a multipart body signs is not defined; the notes recommend, and the sandbox takes, the empty text. */
function authenticate(request: FastifyRequest, { scheme }: DynamiCoreState): void {
	const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
	const signed = { method: request.method, url: request.raw.url ?? '', body };
	verifySignature(request.headers.authorization, signed, dynamicoreCredentials, scheme);
}

function typeRoutes(app: FastifyInstance, { clientTypes, productTypes }: DynamiCoreState): void {
	documentedRoute(app, '/v1/clients/types', {
		POST: (request) => success([clientTypes.create(jsonBody(request))]),
	});
	documentedRoute(app, '/v1/products/types', {
		POST: (request) => success([productTypes.create(jsonBody(request))]),
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

function clientRoutes(app: FastifyInstance, { clients, sat }: DynamiCoreState): void {
	const clientId = (request: FastifyRequest) => pathId(request, 'clientId', 'a client');
	documentedRoute(app, '/private/clients', {
		POST: (request) => success([clients.create(jsonBody(request))]),
		PUT: (request) => success([clients.update(jsonBody(request))]),
		GET: (request) => success(clients.list(queryOnly(request))),
	});
	documentedRoute(app, '/files/users/upload/:clientId/:field', {
		POST: async (request) => {
			const [id, field] = [clientId(request), fieldName(request)];
			clients.get(id);
			return success(clients.attach(id, field, await uploadedFiles(request)));
		},
	});
	documentedRoute(app, '/v1/clients/:clientId/sat', {
		GET: (request) => success([sat.taxpayer(clientId(request), queryOnly(request))]),
	});
	documentedRoute(app, '/v1/clients/:clientId/score', {
		GET: (request) => {
			nothing(request);
			return success([creditScore(clients.get(clientId(request)))]);
		},
	});
}

function accountRoutes(app: FastifyInstance, { accounts }: DynamiCoreState): void {
	documentedRoute(app, '/v1/accounts', {
		POST: (request) => success([accounts.create(jsonBody(request))]),
		GET: (request) => success(accounts.find(queryOnly(request))),
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

function satRoutes(app: FastifyInstance, { sat }: DynamiCoreState): void {
	documentedRoute(app, '/internal/sat/sat_key', {
		POST: (request) => success([sat.post(jsonBody(request))]),
	});
	documentedRoute(app, '/private/sat/data', {
		GET: (request) => {
			const { data, total } = sat.data(queryOnly(request));
			return success(data, total);
		},
	});
}

function mifielRoutes(app: FastifyInstance, { mifiel }: DynamiCoreState): void {
	const documentId = (request: FastifyRequest) => (request.params as { id: string }).id;
	documentedRoute(app, '/marketplace/apps/mifiel/documents', {
		POST: (request) => success([mifiel.create(jsonBody(request))]),
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
