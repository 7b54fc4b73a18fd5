import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { tryCredential } from '../../runtime/http/credentialTest';
import type { Endpoint } from '../../runtime/operation';
import { isRecord } from '../../runtime/text';
import { signedWith } from '../signature';
import { dynamiCore } from '../transport';

/** "Catalog of Type of Client": documented without parameters. Reading it changes nothing. */
const endpoint: Endpoint = { method: 'GET', path: '/v1/catalog/fields/client', effect: 'read' };

async function dynamiCoreApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await tryCredential(this, {
		provider: dynamiCore,
		credentials: data as IDataObject,
		endpoint,
		headers: (url) => signedWith(data, { url, method: endpoint.method }).headers ?? {},
		isTheirs,
	});
}

/** The document shows `status` and `message`; newer endpoints have `data` alone. */
function isTheirs(body: unknown): boolean {
	return Array.isArray(body) || (isRecord(body) && (body.status !== undefined || body.data !== undefined));
}

export const credentialTest = { dynamiCoreApi };
