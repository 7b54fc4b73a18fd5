import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { isPublicHost } from '../runtime/http/publicAddress';
import { credentialsOf } from '../runtime/http/request';
import { firmafy } from './provider';

/**
 * Firmafy calls from the internet. A Firmafy that is played inside a network may call there as well.
 * @throws when n8n's own URL is one that only this machine or network can reach
 */
export async function assertReachable(context: IHookFunctions, url: string): Promise<void> {
	const { hostname, host } = new URL(url);
	const { baseUrl } = await credentialsOf(context, firmafy);
	const isPlayed = URL.canParse(String(baseUrl)) && !isPublicHost(new URL(String(baseUrl)).hostname);
	if (isPublicHost(hostname) || isPlayed) return;
	throw new NodeOperationError(context.getNode(), `Firmafy cannot reach this n8n at ${host}`, {
		description:
			'Firmafy delivers over the internet. Give n8n a public https address (the environment variable N8N_WEBHOOK_URL; in n8n 1, WEBHOOK_URL), or use a tunnel while you build. Whoever runs your n8n can set it.',
	});
}
