import type { Operation } from '../../../runtime/operation';
import { login, session } from '../../session';

export const getToken: Operation = {
	name: 'Get Token',
	action: 'Get the token of a session',
	description:
		'Get a token for calls that you make by yourself, such as with the HTTP Request node. No other operation needs it.',
	endpoints: [login],
	properties: [
		{
			displayName: 'Log In Anew',
			name: 'logInAnew',
			type: 'boolean',
			default: false,
			description:
				'Whether to log in again even when there is a session already. The new one is then used by all executions.',
		},
	],

	async execute(item) {
		const known = await session(item.context);
		const { token, since, until } = item.boolean('logInAnew')
			? await session(item.context, known.token)
			: known;
		const times = { loggedInAt: new Date(since).toISOString(), replacedAt: new Date(until).toISOString() };
		return [{ json: { token, ...times } }];
	},
};
