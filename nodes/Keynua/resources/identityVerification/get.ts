import type { Endpoint, Operation } from '../../../runtime/operation';
import { verificationField } from '../../locators';
import { simplifyField } from '../../simplify';
import { keynuaRequest } from '../../transport';
import { includeSigningLinkField, verificationShower } from './shown';

const endpoint: Endpoint = {
	method: 'GET',
	path: '/identity-verification/v1/{verificationId}',
	effect: 'read',
};

export const get: Operation = {
	name: 'Get',
	action: 'Get an identity verification',
	description: 'Get an identity verification with its status, its steps and the data read from the document',
	endpoints: [endpoint],
	properties: [verificationField, includeSigningLinkField, simplifyField],

	async execute(item) {
		const shown = await verificationShower(item);
		const path = { verificationId: item.text('verificationId') };
		return [{ json: shown(await keynuaRequest(item.context, endpoint, { path })) }];
	},
};
