import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { dynamiCoreRequest } from '../../../nodes/DynamiCore/transport';
import { keynuaRequest } from '../../../nodes/Keynua/transport';
import { certificateResults } from '../../../nodes/Mensatek/results';
import { mensatekRequest } from '../../../nodes/Mensatek/transport';
import { whatWasSaid } from '../../../nodes/Firmafy/provider';
import type { Endpoint } from '../../../nodes/runtime/operation';
import type { Caller } from '../../../nodes/runtime/http/provider';
import { contractAnswer, dynamiCoreAnswers, mensatekAnswers } from '../examples';
import { likely, mutated } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, isRefusal } from '../outcome';
import { stubContext } from '../stub';
import { target } from '../target';

/** A secret with characters that JSON, URLs and regular expressions write in their own way. */
const SECRET = 's3cret/"of+the=campaign&ñ';
const encodings = [
	SECRET,
	JSON.stringify(SECRET).slice(1, -1),
	encodeURIComponent(SECRET),
	btoa(unescape(encodeURIComponent(SECRET))),
];

const credentials = {
	environment: 'custom',
	baseUrl: 'https://api.example.com',
	apiKey: SECRET,
	apiToken: SECRET,
	apiUser: SECRET,
	clientKey: SECRET,
	secretKey: SECRET,
	creditsFunction: 'GetCreditos',
	pdfFunction: 'GetPdf',
};
const endpoint: Endpoint = { method: 'POST', path: '/{id}', effect: 'write' };
const refused = { status: 'error', message: `no: ${SECRET}`, error: { code: 'X', message: SECRET } };

const statuses = fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503);
const bodies = fc.oneof(
	mutatedJson(contractAnswer, refused, [refused], ...dynamiCoreAnswers, { nested: { [SECRET]: [SECRET] } }),
	mutated(...mensatekAnswers, `<html>${SECRET}</html>`, `Res:-1;Error:${encodings[2]}`),
);
const headers = fc.record(
	{ 'retry-after': likely('1', '0', 'Wed, 21 Oct 2026 07:28:00 GMT', '1e99') },
	{ requiredKeys: [] },
);

let cases = 0;

type Call = (context: Caller, path: Record<string, string>) => Promise<unknown>;

const calls: Record<string, Call> = {
	keynua: async (context, path) => await keynuaRequest(context, endpoint, { path }),
	dynamiCore: async (context, path) => await dynamiCoreRequest(context, endpoint, { path }),
	mensatek: async (context) =>
		await mensatekRequest(
			context,
			{ ...endpoint, path: '/{creditsFunction}' },
			{ Id: '1' },
			certificateResults,
		),
};

/** Mensatek's answers are asked for as text. */
const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

/** Whatever a provider answers, it becomes a result or one of n8n's errors; and no error has a secret in it. */
export const providerAnswers = target({
	name: 'provider-answers',
	cases: fc.tuple(fc.constantFrom(...Object.keys(calls)), statuses, headers, bodies),
	async check([provider, statusCode, sent, body]) {
		const context = stubContext({
			// An address of its own: after a login that was not accepted, nothing is sent there for a while.
			credentials: { ...credentials, baseUrl: `${credentials.baseUrl}/${cases++}` },
			answer: () => ({ statusCode, headers: sent, body: provider === 'mensatek' ? asText(body) : body }),
		});
		whatWasSaid({ status: statusCode, headers: sent, body });
		try {
			await calls[provider](context, { id: '1' });
		} catch (error) {
			if (!isRefusal(error)) throw error;
			const {
				message,
				description,
				context: details,
			} = error as Error & { description: string; context: IDataObject };
			const shown = JSON.stringify({ message, description, details });
			for (const encoding of encodings) assert(!shown.includes(encoding), `an error with a secret: ${shown}`);
		}
	},
});
