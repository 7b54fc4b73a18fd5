import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { lookupResults } from '../../results';
import { mensatekRequest } from '../../transport';

/** The document lost the function's name, so the credential says it. */
const endpoint: Endpoint = { method: 'POST', path: '/{creditsFunction}', effect: 'read' };

const asked = new WeakMap<IExecuteFunctions, Promise<IDataObject>>();

export const getCredits: Operation = {
	name: 'Get Credits',
	action: 'Get the credits of an account',
	description: 'Get the number of credits that are left. Meant for now and then: Send gives it, too.',
	endpoints: [endpoint],
	properties: [],

	async execute({ context }) {
		const earlier = asked.get(context);
		const known = earlier && (await earlier.catch(() => undefined));
		return [{ json: { ...(known ?? (await ask(context))) } }];
	},
};

/** "fast 'empty' connections … to obtain the number of credits" get a caller blocked, so all items share one answer. */
async function ask(context: IExecuteFunctions): Promise<IDataObject> {
	const answer = mensatekRequest(context, endpoint, {}, lookupResults);
	asked.set(context, answer);
	return await answer;
}
