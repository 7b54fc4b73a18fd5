import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { testedWith } from '../runtime/http/credentialTest';
import { creditsEndpoint } from './resources/account/getCredits';
import { creditsResults } from './results';
import { mensatekRequest } from './transport';

/** Asks once for the credits, which Mensatek recommends "as a functioning test". */
export async function mensatekLogin(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testedWith(
		this,
		credential,
		async (caller) => await mensatekRequest(caller, creditsEndpoint, {}, creditsResults),
		({ apiUser, apiToken }, request) => {
			const auth = { username: String(apiUser), password: String(apiToken) };
			return { ...request, auth };
		},
	);
}
