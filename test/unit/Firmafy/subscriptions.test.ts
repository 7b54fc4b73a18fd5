import { Readable } from 'node:stream';
import type { IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { subscribe } from '../../../nodes/Firmafy/subscriptions';

/** A Firmafy that lets in, and refuses every address in words that repeat it. */
function context(): IHookFunctions {
	const answer = async (_credential: string, { body }: IHttpRequestOptions) => {
		const form = body as URLSearchParams;
		const isLogIn = form.get('action') === 'login';
		const refusal = { error: true, message: `URL no válida: ${form.get('url_webhook')}` };
		return {
			statusCode: 200,
			headers: {},
			body: Readable.from([
				Buffer.from(JSON.stringify(isLogIn ? { error: false, data: 'session-token' } : refusal)),
			]),
		};
	};
	return {
		getActivationMode: () => 'activate',
		getNode: () => ({ name: 'Firmafy Trigger', type: 'firmafyTrigger' }),
		getCredentials: async () => ({
			baseUrl: 'https://app.firmafy.com',
			user: 'user of this test',
			password: 'password of this test',
			idShow: 'id',
		}),
		helpers: {
			httpRequestWithAuthentication: answer,
			httpRequest: async (options: IHttpRequestOptions) => await answer('', options),
		},
	} as unknown as IHookFunctions;
}

test('the secret in the address is not shown when Firmafy repeats the address', async () => {
	const secret = 'ab'.repeat(32);
	const url = `https://n8n.example.com/webhook/x?type=1&secret=${secret}`;
	const refused = await subscribe(context(), [{ type: '1', method: '1', url }]).catch(
		(error: Error) => error,
	);
	expect(refused).toBeInstanceOf(Error);
	expect((refused as Error).message).toContain('URL no válida: https://n8n.example.com/webhook/x');
	expect(JSON.stringify([refused, (refused as Error).message])).not.toContain(secret);
});
