import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialTestResult,
	NodeApiError,
} from 'n8n-workflow';
import type { Caller } from './provider';

/**
 * Tests a credential with the node's own calls, so that answers are judged as in a workflow, and a failure is told in the
 * same sentences.
 *
 * @param call makes the calls that prove the credential, and throws when one of them fails
 * @param sign makes of a request what n8n makes of it with the credential
 */
export async function testedWith(
	{ helpers, logger }: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
	call: (caller: Caller) => Promise<unknown>,
	sign: (credentials: IDataObject, request: IHttpRequestOptions) => IHttpRequestOptions = (_, same) => same,
): Promise<INodeCredentialTestResult> {
	const credentials = (credential.data ?? {}) as IDataObject;
	const node = { name: 'Credential test', type: credential.type, typeVersion: 1, parameters: {} };
	const httpRequest = async (request: IHttpRequestOptions) => await helpers.request(asked(request));
	const httpRequestWithAuthentication = async (_type: string, request: IHttpRequestOptions) =>
		await httpRequest(sign(credentials, request));
	const caller = {
		getNode: () => node as unknown as INode,
		getCredentials: async () => credentials,
		logger,
		helpers: { httpRequest, httpRequestWithAuthentication },
	} as unknown as Caller;
	try {
		await call(caller);
		return { status: 'OK', message: 'Connection tested successfully' };
	} catch (error) {
		const { message, description, context } = error as NodeApiError;
		const also = context?.fate === 'unknown' && 'Check the base URL, too.';
		const parts = [message, description, also].filter((part) => typeof part === 'string');
		return { status: 'Error', message: parts.map((part) => part.replace(/\.$/, '')).join('. ') };
	}
}

/** A test has nothing but n8n's older function for requests. It gives the same answers, when it is asked like this. */
function asked({ baseURL, url, method, headers, body, qs, auth, timeout }: IHttpRequestOptions): IDataObject {
	const isForm = body instanceof URLSearchParams;
	const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
	return {
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
		useStream: true,
	} as IDataObject;
}
