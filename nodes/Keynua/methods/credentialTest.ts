import {
	ApplicationError,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { testedWith } from '../../runtime/http/credentialTest';
import { textOf } from '../../runtime/text';
import { ownList } from '../resources/identityVerification/list';
import { keynuaRequest } from '../transport';

const environments: Record<string, string> = {
	production: 'production (api.keynua.com)',
	staging: 'the test environment, Staging (api.stg.keynua.com)',
	custom: 'the address of the environment Custom',
};

/** Reads one line of a list: it changes nothing and costs nothing. The headers are those of the credential. */
async function keynuaApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const result = await testedWith(
		this,
		credential,
		async (caller) => {
			const { items } = await keynuaRequest(caller, ownList, { query: { limit: 1 } });
			if (!Array.isArray(items)) throw new ApplicationError(NOT_KEYNUA);
		},
		({ apiKey, apiToken }, request) => {
			const headers = { 'x-api-key': textOf(apiKey), authorization: textOf(apiToken) };
			return { ...request, headers };
		},
	);
	const tried = environments[textOf(credential.data?.environment)] ?? environments.custom;
	const ending = `Tried: ${tried}. Keys of one environment do not work in the other.`;
	const message = `${result.message?.replace(/\.$/, '')}. ${ending}`;
	return { ...result, message };
}

const NOT_KEYNUA = 'This is not how Keynua’s API answers: check the base URL';

export const credentialTest = { keynuaApi };
