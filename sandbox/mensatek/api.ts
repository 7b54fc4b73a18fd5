import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentedRoute } from '../documentedRoute';
import { notFound, Refusal } from '../refusal';
import type { Question } from '../switches';
import { type AnswerFields, contentType, type Rendered, renderAnswer, renderRefusal } from './answers';
import {
	readBody,
	readCertificate,
	readCredits,
	readSend,
	wantedFormat,
	type Parameters,
} from './parameters';
import { mensatekCredentials, type MensatekState } from './state';
import { mensatekQuestions } from './switches';
import { requestVerification } from './verifications';

/** "Res" of the refusals. The list of this API is lost; these are what Mensatek's other functions answer. */
const res = { wrongLogin: -1, noCredits: -2, unknownId: -2, wrongCall: -3 };

/** A refusal in Mensatek's way: HTTP 200, and the reason in `Res`. */
class ResRefusal extends Error {
	constructor(
		readonly res: number,
		message: string,
	) {
		super(message);
	}
}

type Work = (parameters: Parameters) => AnswerFields | Buffer;

/**
 * Mensatek's API. Only /VerificarIdentidad has its name in the documents. GetCreditos is that of version 7; the name of
 * the certificate's function is made as those of its siblings are (GetCertificadoEMAILCERTIFICADO): both are guesses.
 */
export function mensatekApi(app: FastifyInstance, state: MensatekState): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	const serve = (name: string, work: Work, current = () => name) =>
		documentedRoute(app, `/v7/${name}`, {
			POST: (request, reply) => {
				if (current() !== name) throw notFound(`The function is called ${current()} now`);
				return call(state, request, reply, work);
			},
		});
	const { switches } = state;
	serve('VerificarIdentidad', (parameters) => sendRequest(state, parameters));
	for (const name of namesOf(mensatekQuestions.certificateName)) {
		const work: Work = (parameters) => certificate(state, readCertificate(parameters));
		serve(name, work, () => switches.now.certificateName);
	}
	for (const name of namesOf(mensatekQuestions.creditsName)) {
		serve(
			name,
			(parameters) => credits(state, parameters),
			() => switches.now.creditsName,
		);
	}
}

const namesOf = ({ readings }: Question) => Object.keys(readings);

function credits(state: MensatekState, parameters: Parameters): AnswerFields {
	readCredits(parameters);
	state.guard.countEmpty();
	return { Res: accepted(state), Cred: state.credits };
}

function call(state: MensatekState, request: FastifyRequest, reply: FastifyReply, work: Work): FastifyReply {
	const { now } = state.switches;
	const format = formatOf(request);
	const send = ({ status = 200, type, text }: Rendered) => reply.code(status).type(type).send(text);
	try {
		assertNotBlocked(state);
		authenticate(request);
		const done = work(parametersOf(request));
		return Buffer.isBuffer(done)
			? reply.type(contentType('application/pdf', now)).send(done)
			: send(renderAnswer(done, format, now));
	} catch (error) {
		state.guard.countEmpty();
		const refusal = asResRefusal(error);
		if (request.logEntry) request.logEntry.reason = refusal.message;
		return send(renderRefusal(refusal.res, refusal.message, format, now));
	}
}

/** How a blocked caller is turned away is not documented. */
function assertNotBlocked({ guard, switches }: MensatekState): void {
	if (!guard.isBlocked) return;
	const sentence = 'Blocked: too many wrong or empty calls';
	if (switches.now.blocked === 'res') throw new ResRefusal(res.wrongLogin, sentence);
	throw new Refusal(switches.now.blocked === 'status403' ? 403 : 429, sentence);
}

function asResRefusal(error: unknown): ResRefusal {
	if (error instanceof ResRefusal) return error;
	if (error instanceof Refusal && error.statusCode === 400)
		return new ResRefusal(res.wrongCall, error.message);
	throw error;
}

/** A body that cannot be read has no Resp: it gets the answer of old versions. */
function formatOf(request: FastifyRequest): ReturnType<typeof wantedFormat> {
	try {
		return wantedFormat(parametersOf(request));
	} catch {
		return 'legacy';
	}
}

function parametersOf({ headers, body, query }: FastifyRequest): Parameters {
	// "Parameters are sent in the body": Resp in the query as well has been seen to make a call fail.
	if (Object.keys(query as object).length > 0)
		throw new ResRefusal(res.wrongLogin, 'The query must be empty');
	return readBody(headers['content-type'], body);
}

/** "Authorization: Basic base64(APIUser:APIToken)". Bad credentials are reported within a 200. */
function authenticate({ headers }: FastifyRequest): void {
	const { apiUser, apiToken } = mensatekCredentials;
	const [, encoded = ''] = /^Basic ([\w+/=]+)$/i.exec(headers.authorization ?? '') ?? [];
	const given = Buffer.from(encoded, 'base64');
	const expected = Buffer.from(`${apiUser}:${apiToken}`);
	if (given.length === expected.length && timingSafeEqual(given, expected)) return;
	throw new ResRefusal(res.wrongLogin, 'API user or API token is wrong');
}

const accepted = ({ switches }: MensatekState) => (switches.now.accepted === 'one' ? 1 : 10);

/** One credit a request; the real price is not in the documents. */
function sendRequest(state: MensatekState, parameters: Parameters): AnswerFields {
	const input = readSend(parameters, state.switches.now.link);
	if (state.credits < 1) throw new ResRefusal(res.noCredits, 'Not enough credits');
	state.credits -= 1;
	state.guard.forgive();
	const { id } = requestVerification(state, input);
	return { Res: accepted(state), ID: id, Cred: state.credits };
}

function certificate(state: MensatekState, id: string): Buffer {
	const pdf = state.verifications.get(id)?.certificate;
	if (!pdf) throw new ResRefusal(res.unknownId, `There is no certificate for ${id}`);
	state.guard.forgive();
	return pdf;
}
