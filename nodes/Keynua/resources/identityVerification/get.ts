import type { IDataObject } from 'n8n-workflow';
import type { Caller } from '../../../runtime/http/provider';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { verificationField } from '../../locators';
import { simplifyField } from '../../simplify';
import { keynuaRequest } from '../../transport';
import { includeSigningLinkField, verificationShower } from './shown';

const endpoint: Endpoint = {
	method: 'GET',
	path: '/identity-verification/v1/{verificationId}',
	effect: 'read',
	answersWith: 'id',
};

export const get: Operation = {
	name: 'Get',
	action: 'Get an identity verification',
	description: 'Get an identity verification with its status, its steps and the data read from the document',
	endpoints: [endpoint],
	properties: [verificationField, includeSigningLinkField, simplifyField],

	async execute(item) {
		const shown = await verificationShower(item);
		return [{ json: shown(await getVerification(item.context, item.text('verificationId'))) }];
	},
};

/** A verification as Keynua has it now. */
export async function getVerification(context: Caller, verificationId: string): Promise<IDataObject> {
	return await keynuaRequest(context, endpoint, { path: { verificationId } });
}
