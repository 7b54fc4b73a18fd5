import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { tryCredential } from '../../runtime/http/credentialTest';
import { isRecord, textOf } from '../../runtime/text';
import { ownList } from '../resources/identityVerification/list';
import { keynua } from '../transport';

const environments: Record<string, string> = {
	production: 'production (api.keynua.com)',
	staging: 'the test environment, Staging (api.stg.keynua.com)',
	custom: 'the address of the environment Custom',
};

/** Reads one line of a list: it changes nothing and costs nothing. The headers are those of the credential. */
async function keynuaApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const tried = environments[textOf(data.environment)] ?? environments.custom;
	return await tryCredential(this, {
		provider: keynua,
		credentials: data as IDataObject,
		endpoint: { ...ownList, path: `${ownList.path}?limit=1` },
		headers: () => ({ 'x-api-key': textOf(data.apiKey), authorization: textOf(data.apiToken) }),
		isTheirs: (body) => isRecord(body) && Array.isArray(body.items),
		tried: `Tried: ${tried}. Keys of one environment do not work in the other.`,
	});
}

export const credentialTest = { keynuaApi };
