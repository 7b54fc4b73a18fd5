import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../runtime/operation';
import { knownToken, login, session } from '../../session';

export const getToken: Operation = {
	name: 'Get Token',
	action: 'Get the token of a session',
	description:
		'Log in, and get a token for calls that you make by yourself, such as with the HTTP Request node. No other operation needs it.',
	endpoints: [login],
	properties: [],

	/** Whether Firmafy still takes the token that is in use cannot be seen, so each run logs in anew, once. */
	async execute({ context }) {
		const { token, since, until } = await session(context, await tokenBefore(context));
		const times = { loggedInAt: new Date(since).toISOString(), replacedAt: new Date(until).toISOString() };
		return [{ json: { token, ...times } }];
	},
};

const before = new WeakMap<IExecuteFunctions, Promise<string | undefined>>();

/** The token that was in use when the run began: the same for all of its items. */
async function tokenBefore(context: IExecuteFunctions): Promise<string | undefined> {
	const token = before.get(context) ?? knownToken(context);
	before.set(context, token);
	return await token;
}
