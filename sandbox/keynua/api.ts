import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { flagText, numberText, shape, text } from '../check';
import { documentedRoute } from '../documentedRoute';
import { badRequest, Refusal } from '../refusal';
import { account } from './account';
import { decide } from './approval';
import { readContractInput } from './contractInput';
import { createContract, deleteContract } from './contracts';
import { contractView } from './contractView';
import { keynuaCredentials, type KeynuaState } from './state';
import { otpOwner } from './otps';
import { storageRefusal, storageXml } from './refusals';
import { pendingItems, submitBatch, updateItem } from './submission';
import { requireOwner } from './tokens';
import { checkUploadRequest } from './uploads';
import { readVerificationInput } from './verificationInput';
import { createVerification } from './verifications';
import { listVerifications, verificationView } from './verificationView';

/** Room for 4.5 MB of documents in base64, and for saying no to somewhat more in Keynua's own words. */
export const bodyLimit = 20 * 1024 * 1024;

/** Keynua's API: contracts, identity verifications, and the storage that the presigned URLs lead to. */
export function keynuaApi(app: FastifyInstance, state: KeynuaState): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
	void app.register(async (storage) => fileRoutes(storage, state));
	void app.register(async (open) => {
		open.addHook('onRequest', async (request) => refuseCredentials(request));
		signingRoutes(open, state);
		otpRoutes(open, state);
	});
	void app.register(async (authenticated) => {
		authenticated.addHook('onRequest', async (request) => authenticate(request));
		contractRoutes(authenticated, state);
		verificationRoutes(authenticated, state);
		templateRoutes(authenticated, state);
		ownerRoutes(authenticated, state);
	});
}

/** "Autenticación" and "Errors": 403 when the credentials are missing, 401 when they are not valid. */
function authenticate({ headers }: FastifyRequest): void {
	const key = headers['x-api-key'];
	const token = headers.authorization;
	if (!key || !token) {
		const missing = [!key && 'x-api-key', !token && 'authorization'].filter(Boolean).join(' and ');
		throw new Refusal(403, 'Forbidden', `the request has no ${missing}`);
	}
	if (!same(String(key), keynuaCredentials.apiKey)) {
		throw new Refusal(401, 'Unauthorized', 'x-api-key is wrong');
	}
	if (/^(bearer|basic) /i.test(token)) {
		throw new Refusal(401, 'Unauthorized', 'authorization must be the bare token, without a scheme word');
	}
	if (!same(token, keynuaCredentials.apiToken)) {
		throw new Refusal(401, 'Unauthorized', 'authorization is wrong');
	}
}

function same(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

const checkItemPage = shape(
	{},
	{
		startAt: numberText({ min: 0, integer: true }),
		limit: numberText({ min: 1, integer: true }),
		values: flagText,
	},
);
const noQuery = shape({}, {});

function contractRoutes(app: FastifyInstance, state: KeynuaState): void {
	documentedRoute(app, '/contracts/v1', {
		PUT: (request) =>
			contractView(
				createContract(state, readContractInput(jsonBody(request), known(state))),
				state.clock.now(),
			),
	});
	documentedRoute(app, '/contracts/v1/approve-contract', {
		POST: (request) => decide(state, jsonBody(request), true),
	});
	documentedRoute(app, '/contracts/v1/decline-contract', {
		POST: (request) => decide(state, jsonBody(request), false),
	});
	documentedRoute(app, '/contracts/v1/:contractId', {
		GET: (request) =>
			contractView(state.contract(idOf(request)), state.clock.now(), checkItemPage(request.query, '')),
		DELETE: (request) => {
			noQuery(request.query, '');
			const deleted = deleteContract(state, state.contract(idOf(request)));
			return state.switches.now.deleted === 'empty' ? '' : deleted;
		},
	});
}

function known({ documentTemplates, issuers }: KeynuaState) {
	return {
		stored: (storageId: string) => documentTemplates.stored(storageId),
		isIssuer: (documentNumber: string) => issuers.has(documentNumber),
	};
}

/** The headers of these endpoints are documented without the account's credentials: the token in the body is theirs. */
function refuseCredentials({ headers }: FastifyRequest): void {
	if (headers['x-api-key'] ?? headers.authorization) {
		throw badRequest('x-api-key and authorization are not documented for this endpoint');
	}
}

function signingRoutes(app: FastifyInstance, state: KeynuaState): void {
	documentedRoute(app, '/contracts/v1/sign', {
		POST: (request) => pendingItems(state, jsonBody(request)),
		PUT: (request) => updateItem(state, jsonBody(request)),
	});
	documentedRoute(app, '/contracts/v1/sign/upload', {
		POST: (request) => {
			const input = checkUploadRequest(jsonBody(request), '');
			const { contract, signer } = requireOwner(state, input.token);
			return state.uploads.prepare(signer, contract.accountId, input);
		},
	});
	documentedRoute(app, '/contracts/v2/sign/batch', {
		PUT: (request) => submitBatch(state, jsonBody(request)),
	});
}

const anything = (value: unknown) => value;
const checkOtp = shape({ auth: anything }, {});
const checkOtpCode = shape({ auth: anything, code: text({ empty: false }) }, {});

function otpRoutes(app: FastifyInstance, state: KeynuaState): void {
	const owner = (request: FastifyRequest) => otpOwner(state, checkOtp(jsonBody(request), '').auth, false);
	documentedRoute(app, '/send-otp/v1', {
		PUT: (request) => state.otps.send(state, owner(request)),
		POST: (request) => {
			const { auth, code } = checkOtpCode(jsonBody(request), '');
			return state.otps.verify(state, otpOwner(state, auth, false), code);
		},
	});
	documentedRoute(app, '/send-otp/v1/details', { POST: (request) => state.otps.details(owner(request)) });
}

/** What only the account that owns the contracts may do, and Deceval. */
function ownerRoutes(app: FastifyInstance, state: KeynuaState): void {
	documentedRoute(app, '/send-otp/v1/create-code-as-owner', {
		POST: (request) => state.otps.createAsOwner(otpOwner(state, checkOtp(jsonBody(request), '').auth, true)),
	});
	documentedRoute(app, '/deceval/v1/crear-girador-natural', {
		POST: (request) => state.issuers.create(jsonBody(request)),
	});
	documentedRoute(app, '/deceval/v1/obtener-girador', {
		POST: (request) => state.issuers.get(jsonBody(request)),
	});
}

const templatePath = '/contract-manager-document-templates/api';

function templateRoutes(app: FastifyInstance, { documentTemplates }: KeynuaState): void {
	documentedRoute(app, templatePath, { GET: (request) => documentTemplates.list(request.query) });
	documentedRoute(app, `${templatePath}/create-filled-files/:templateId`, {
		POST: async (request) => await documentTemplates.fill(idOf(request), jsonBody(request)),
	});
	documentedRoute(app, `${templatePath}/:templateId`, {
		GET: (request) => {
			noQuery(request.query, '');
			return documentTemplates.get(idOf(request));
		},
	});
}

function verificationRoutes(app: FastifyInstance, state: KeynuaState): void {
	const all = () => [...state.verifications.values()];
	const own = () => all().filter(({ accountId }) => accountId === account.id);
	documentedRoute(app, '/identity-verification/v1', {
		PUT: (request) =>
			verificationView(
				createVerification(
					state,
					readVerificationInput(jsonBody(request), state.switches.now.verificationBody),
				),
			),
	});
	documentedRoute(app, '/identity-verification/v1/list', {
		GET: (request) => listVerifications(own(), request.query),
	});
	documentedRoute(app, '/identity-verification/v1/list-org', {
		GET: (request) => listVerifications(all(), request.query),
	});
	documentedRoute(app, '/identity-verification/v1/:verificationId', {
		GET: (request) => {
			noQuery(request.query, '');
			return verificationView(state.verification(idOf(request)));
		},
	});
}

const checkSignature = shape({ expires: text(), signature: text() }, {});

/** Presigned storage takes one way to authenticate: a request that also brings the API's headers is refused. */
function fileRoutes(app: FastifyInstance, state: KeynuaState): void {
	app.setErrorHandler((error, request, reply) => {
		if (!(error instanceof Refusal) || !error.code || state.switches.now.storage === 'json') throw error;
		if (request.logEntry) request.logEntry.reason = error.reason;
		const xml = storageXml(error.code, error.message);
		return reply.code(error.statusCode).type('application/xml').send(xml);
	});
	app.get('/files/:id', async (request, reply) => {
		assertOnlySigned(request);
		const { expires, signature } = checkSignature(request.query, '');
		const file = state.files.open(idOf(request), expires, signature);
		return reply.type(file.type).send(file.bytes);
	});
	app.put('/uploads/:id', async (request, reply) => {
		assertOnlySigned(request);
		const { expires, signature } = checkSignature(request.query, '');
		state.files.assertSigned(idOf(request), expires, signature);
		const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		state.uploads.receive(idOf(request), request.headers, bytes);
		return reply.code(200).send();
	});
}

function assertOnlySigned({ headers }: FastifyRequest): void {
	if (headers['x-api-key'] ?? headers.authorization) {
		throw storageRefusal(
			'InvalidArgument',
			'Only one auth mechanism allowed',
			'Only one auth mechanism is allowed: the signature in this URL',
			400,
		);
	}
}

function idOf(request: FastifyRequest): string {
	return Object.values(request.params as Record<string, string>)[0];
}

/** "Los payload para los request y response deben estar en formato JSON". */
function jsonBody(request: FastifyRequest): unknown {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		throw badRequest('Content-Type must be application/json');
	}
	noQuery(request.query, '');
	try {
		return JSON.parse(String(request.body));
	} catch {
		throw badRequest('The body is not JSON');
	}
}
