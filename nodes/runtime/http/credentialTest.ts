import type {
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Endpoint } from '../operation';
import { withoutEndSlashes } from '../text';
import { judge, networkFailure, type Outcome } from './answers';
import type { Failure, Provider } from './provider';
import { withoutSecrets, type Secret } from './secrets';

const TIMEOUT_MS = 30_000;

/** What the Test button of a credential asks. */
export interface Trial {
	provider: Provider;
	credentials: IDataObject;
	/** A read that costs nothing, with its query in the path. */
	endpoint: Endpoint;
	/** The request's headers with the credential in them, for an absolute address. */
	headers(url: string): IDataObject | Promise<IDataObject>;
	/** Whether an answer is what the document shows for this endpoint: any other API gives JSON too. */
	isTheirs(body: unknown): boolean;
	/** A sentence for every answer, such as the environment that was tried. */
	tried?: string;
}

/**
 * The Test button of a credential: asks once, and reads the answer as the node reads answers. To a test n8n gives nothing
 * but its older request function.
 */
export async function tryCredential(
	{ helpers }: ICredentialTestFunctions,
	trial: Trial,
): Promise<INodeCredentialTestResult> {
	const { provider, credentials, tried } = trial;
	const ending = tried ? ` ${tried}` : '';
	const baseUrl = withoutEndSlashes(provider.baseUrl(credentials).trim());
	if (!URL.canParse(baseUrl) || !/^https?:/i.test(baseUrl)) {
		const message = `The base URL is no web address: it has to begin with https://.${ending}`;
		return { status: 'Error', message };
	}
	const outcome = withoutSecrets(await ask(helpers, trial, baseUrl), secretsOf(trial));
	if ('answer' in outcome && trial.isTheirs(outcome.answer.body)) {
		return { status: 'OK', message: `${provider.name} accepts this credential.${ending}` };
	}
	const failure: Failure = 'failure' in outcome ? outcome.failure : { fate: 'unknown', status: 200 };
	return {
		status: 'Error',
		message: `${sentence(provider.name, new URL(baseUrl).host, failure)}${ending}`,
	};
}

async function ask(
	{ request }: ICredentialTestFunctions['helpers'],
	{ provider, endpoint, headers }: Trial,
	baseUrl: string,
): Promise<Outcome> {
	const url = `${baseUrl}${endpoint.path}`;
	const method: IHttpRequestMethods = endpoint.method;
	const answerAsItIs = { json: true, simple: false, resolveWithFullResponse: true, followRedirect: false };
	try {
		const options = { method, uri: url, headers: await headers(url), timeout: TIMEOUT_MS, ...answerAsItIs };
		const { statusCode, headers: got, body } = (await request(options)) as IN8nHttpFullResponse;
		return await judge(provider, { status: statusCode, headers: got, body }, { endpoint });
	} catch (error) {
		return { failure: networkFailure(error as Error) };
	}
}

function secretsOf({ provider, credentials }: Trial): Secret[] {
	const secrets: Secret[] = provider.secretFields.map((field) => String(credentials[field] ?? ''));
	return provider.secretPattern ? [...secrets, provider.secretPattern] : secrets;
}

function sentence(name: string, host: string, failure: Failure): string {
	const { status, networkCode, words, advice = '' } = failure;
	const said = words ? `: ${words}` : '';
	const at = `${host} answered (${[status, failure.code].filter(Boolean).join(', ')}${said})`;
	if (status === undefined)
		return `${host} could not be reached (${networkCode}). ${advice || `Check the base URL, and that this n8n server may reach it.`}`;
	if (status === 401 || status === 403)
		return `${name} does not accept these keys (${status})${said}. ${advice}`.trim();
	if (status === 429 || status >= 500)
		return `${at}, so nothing is known of the keys. Try it again later, and check the base URL if it stays like that.`;
	if (failure.fate === 'refused' && status < 300)
		return `${name} refused the test${said || ' without saying why'}. Check the keys. ${advice}`.trim();
	return `This is not how ${name}’s API answers: ${at}. Check the base URL.`;
}
