import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { testedWith } from '../runtime/http/credentialTest';
import { knownToken, session } from './session';
import { balanceEndpoint } from './resources/account/getBalance';
import { firmafyRequest } from './transport';

/** Logs in anew, and asks for the balance, which proves the account ID (id_show) and costs nothing. */
export async function firmafyLogin(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testedWith(this, credential, async (caller) => {
		await session(caller, await knownToken(caller));
		await firmafyRequest(caller, balanceEndpoint);
	});
}
