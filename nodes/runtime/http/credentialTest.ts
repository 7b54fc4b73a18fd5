import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { parsedJson } from '../text';
import type { Caller } from './provider';

/**
 * Tests a credential with the node's own calls, so that answers are judged as in a workflow, and a failure is told in the
 * same sentences.
 *
 * @param call makes the calls that prove the credential, and throws when one of them fails
 * @param sign adds to a request what n8n would add with the credential, where the provider wants something
 */
export async function testedWith(
	context: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
	call: (caller: Caller) => Promise<unknown>,
	sign: (credentials: IDataObject) => Partial<IHttpRequestOptions> = () => ({}),
): Promise<INodeCredentialTestResult> {
	const credentials = (credential.data ?? {}) as IDataObject;
	const node = { name: 'Credential test', type: credential.type, typeVersion: 1, parameters: {} };
	const caller = {
		getNode: () => node as unknown as INode,
		getCredentials: async () => credentials,
		logger: context.logger,
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => await send(context, options),
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await send(context, { ...options, ...sign(credentials) }),
		},
	} as unknown as Caller;
	try {
		await call(caller);
		return { status: 'OK', message: 'Connection tested successfully' };
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
	}
}

/** A test has nothing but n8n's older function for requests. Its answers are read as those of the other one. */
async function send(
	{ helpers }: ICredentialTestFunctions,
	{ baseURL, url, method, headers, body, qs, auth, timeout, encoding }: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	const isForm = body instanceof URLSearchParams;
	const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
	const answer = (await helpers.request({
		uri: `${baseURL ?? ''}${url}`,
		method,
		headers: { accept: 'application/json', ...(body && { 'content-type': type }), ...headers },
		...(body && { body: isForm ? String(body) : JSON.stringify(body) }),
		...(qs && { qs }),
		...(auth && { auth }),
		timeout,
		simple: false,
		followRedirect: false,
		resolveWithFullResponse: true,
	})) as IN8nHttpFullResponse;
	const text = String(answer.body ?? '');
	return { ...answer, body: encoding === 'text' ? text : ((parsedJson(text) as IDataObject) ?? text) };
}
