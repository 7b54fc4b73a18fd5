import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { creditsResults } from '../../results';
import { mensatekRequest } from '../../transport';

/** The document lost the function's name, so the credential says it. */
export const creditsEndpoint: Endpoint = { method: 'POST', path: '/{creditsFunction}', effect: 'read' };

const asked = new WeakMap<IExecuteFunctions, Promise<IDataObject>>();

export const getCredits: Operation = {
	name: 'Get Credits',
	action: 'Get the credits of an account',
	description: 'Get the number of credits that are left. Meant for now and then: Send gives it, too.',
	endpoints: [creditsEndpoint],
	properties: [],

	async execute({ context }) {
		const earlier = asked.get(context);
		const credits = earlier ? await earlier.catch(() => notAskedAgain(context)) : await ask(context);
		return [{ json: { ...credits } }];
	},
};

/**
 * "fast 'empty' connections … to obtain the number of credits" get a caller blocked, so all items share one request,
 * whatever comes of it.
 */
async function ask(context: IExecuteFunctions): Promise<IDataObject> {
	const answer = mensatekRequest(context, creditsEndpoint, {}, creditsResults);
	asked.set(context, answer);
	return await answer;
}

/** Each item needs an error of its own, because its number is written into it. */
function notAskedAgain(context: IExecuteFunctions): never {
	throw new NodeOperationError(context.getNode(), 'Not sent: Mensatek has not given the credits', {
		description:
			'All items of a run share one request, because Mensatek blocks callers that ask for the credits again and again. The message of the first item says why it failed. Correct what it names, then run it again.',
	});
}
