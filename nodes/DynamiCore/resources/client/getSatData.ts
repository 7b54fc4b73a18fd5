import type { Endpoint, Operation } from '../../../runtime/operation';
import { keyFileFields, keyFiles, passwordField } from '../../efirma';
import { clientField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';
import { rfcField } from './pii';

const endpoint: Endpoint = { method: 'GET', path: '/v1/clients/{clientId}/sat', effect: 'read' };

const sendsKeys = { sendKeys: [true] };

export const getSatData: Operation = {
	name: 'Get SAT Data',
	action: 'Get SAT data of a client',
	description: 'Get what the tax office (SAT) knows about a client',
	endpoints: [endpoint],
	properties: [
		clientField,
		{
			displayName: 'Send e.firma',
			name: 'sendKeys',
			type: 'boolean',
			default: false,
			description:
				'Whether to send the client’s e.firma along. DynamiCore takes it in the address of the request, which servers on the way may write down: where you can, use the resource SAT with Load Keys instead.',
		},
		{ ...rfcField, required: true, displayOptions: { show: sendsKeys } },
		{ ...passwordField, displayOptions: { show: sendsKeys } },
		...keyFileFields(sendsKeys),
	],

	async execute(item) {
		const path = { clientId: item.text('clientId') };
		if (!item.boolean('sendKeys')) {
			const data = await dynamiCoreRequest(item.context, endpoint, { path });
			return data.map((json) => ({ json }));
		}
		const { cer, key } = await keyFiles(item);
		const pas = item.exactText('password');
		const query = {
			cer: `data:application/x-x509-ca-cert;base64,${cer}`,
			key: `data:application/x-iwork-keynote-sffkey;base64,${key}`,
			pas,
			rfc: item.text('rfc').toUpperCase(),
			type: 'efirma',
		};
		const data = await dynamiCoreRequest(item.context, endpoint, { path, query, secrets: () => [pas, key] });
		return data.map((json) => ({ json }));
	},
};
