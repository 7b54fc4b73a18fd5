import fc from 'fast-check';
import { endpointFor } from '../../../nodes/Firmafy/provider';
import { session } from '../../../nodes/Firmafy/session';
import { firmafyRequest } from '../../../nodes/Firmafy/transport';
import { text } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, orRefusedLater, same } from '../outcome';
import { stubContext } from '../stub';
import { target } from '../target';

const password = 'password-of-the-campaign';
const credentials = { baseUrl: 'https://app.firmafy.com', user: 'u@company.es', password, idShow: 'show' };
const loggedIn = { error: false, data: 'token-of-the-campaign' };
const answer = (body: unknown, statusCode = 200) => ({ statusCode, headers: {}, body });

/** A log-in is kept for an hour, so each case happens two hours after the one before; and nothing waits for long. */
let hours = 0;
async function hoursLater<T>(run: () => Promise<T>): Promise<T> {
	const { now } = Date;
	const { setTimeout: wait } = globalThis;
	hours += 2;
	const ahead = hours * 3_600_000;
	Date.now = () => now() + ahead;
	globalThis.setTimeout = ((then: () => void) => setImmediate(then)) as unknown as typeof setTimeout;
	try {
		return await run();
	} finally {
		Object.assign(Date, { now });
		globalThis.setTimeout = wait;
	}
}

export const firmafySessions = target({
	name: 'firmafy-session',
	cases: fc.tuple(
		mutatedJson(loggedIn, { error: true, message: 'Usuario o contraseña incorrectos' }, { error: 'true' }),
		fc.constantFrom(200, 200, 200, 400, 401, 500),
	),
	async check([body, status]) {
		const context = stubContext({ credentials, answer: () => answer(body, status) });
		const current = await hoursLater(async () => await orRefusedLater(async () => await session(context)));
		assert(current === undefined || (typeof current.token === 'string' && current.token !== ''), 'no token');
	},
});

const fields = fc.dictionary(text, text, { maxKeys: 6 });
const endpoint = endpointFor('request', 'write');

/** Whatever stands in the fields arrives as it was, and adds no field of its own: no second action, no other token. */
export const firmafyForms = target({
	name: 'firmafy-forms',
	cases: fields,
	async check(given) {
		let sent: URLSearchParams | undefined;
		const context = stubContext({
			credentials: { ...credentials, user: 'forms@company.es' },
			answer: ({ body }) => {
				const form = body as unknown as URLSearchParams;
				if (form.get('action') === 'login') return answer(loggedIn);
				sent = form;
				return answer({ error: false });
			},
		});
		await orRefusedLater(async () => await firmafyRequest(context, endpoint, { fields: given }));
		assert(sent !== undefined, 'nothing was sent');
		const arrived = Object.fromEntries(new URLSearchParams(String(sent)));
		const account = { action: 'request', token: 'token-of-the-campaign', id_show: 'show' };
		const expected = Object.entries({ ...account, ...given }).map(([name, value]) => [
			wellFormed(name),
			wellFormed(value),
		]);
		assert(same(sorted(arrived), sorted(Object.fromEntries(expected))), 'the form arrives as something else');
	},
});

const sorted = (object: object) => Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));

/** Half a character cannot be written in UTF-8: forms replace it. */
const wellFormed = (value: string) =>
	value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
