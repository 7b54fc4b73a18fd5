import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../../runtime/operation';
import type { Item } from '../../../runtime/form/item';
import { textOf } from '../../../runtime/text';
import { signerToken } from '../../signer';
import { keynuaRequest } from '../../transport';

/**
 * Calls an endpoint of "OTP" for the person whose token is in the form ("ContractAuth").
 *
 * @param shown the field in which the document's answer shows the success
 */
export async function asSigner(
	item: Item,
	endpoint: Endpoint,
	more: IDataObject = {},
	shown?: string,
): Promise<IDataObject> {
	const token = signerToken(item);
	const body = { auth: { type: 'contract', token }, ...more };
	const secrets = [token, textOf(more.code)];
	return await keynuaRequest(item.context, endpoint, { body, secrets: () => secrets }, shown);
}
