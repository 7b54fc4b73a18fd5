import {
	ApplicationError,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { testedWith } from '../../runtime/http/credentialTest';
import { request } from '../../runtime/http/request';
import type { Endpoint } from '../../runtime/operation';
import { signedWith } from '../signature';
import { dynamiCore } from '../transport';

/** "Catalog of Type of Client": documented without parameters. Reading it changes nothing. */
const endpoint: Endpoint = { method: 'GET', path: '/v1/catalog/fields/client', effect: 'read' };

async function dynamiCoreApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testedWith(
		this,
		credential,
		async (caller) => {
			// The document shows `status` and `message`; newer endpoints have `data` alone.
			const { status, data } = await request(caller, dynamiCore, endpoint);
			if (status === undefined && data === undefined) throw new ApplicationError(NOT_DYNAMICORE);
		},
		(credentials, options) => signedWith(credentials as never, options) as typeof options,
	);
}

const NOT_DYNAMICORE = 'This is not how DynamiCore’s API answers: check the base URL';

export const credentialTest = { dynamiCoreApi };
