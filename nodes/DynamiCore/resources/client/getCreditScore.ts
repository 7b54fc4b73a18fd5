import type { Endpoint, Operation } from '../../../runtime/operation';
import { clientField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/clients/{clientId}/score', effect: 'read' };

export const getCreditScore: Operation = {
	name: 'Get Credit Score',
	action: 'Get credit score of a client',
	description: 'Get the credit score that DynamiCore holds for a client',
	endpoints: [endpoint],
	properties: [clientField],

	async execute(item) {
		const path = { clientId: item.text('clientId') };
		const scores = await dynamiCoreRequest(item.context, endpoint, { path });
		return scores.map((json) => ({ json }));
	},
};
