import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { credentialsOf } from '../runtime/http/request';
import { firmafy } from './provider';

/** As `new URL(…).hostname` writes them: this machine, a name without a dot, names and addresses within a network. */
const INSIDE = [
	/^([^.[]+|.*\.(localhost|local|internal|intranet|lan|home|corp|arpa))\.?$/,
	/^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(\.\d+)+$/,
	/^\[(::|f[cde])/,
];

/**
 * Firmafy calls from the internet. A Firmafy that is played inside a network may call there as well.
 * @throws when n8n's own URL is one that only this machine or network can reach
 */
export async function assertReachable(context: IHookFunctions, url: string): Promise<void> {
	const { hostname, host } = new URL(url);
	const { baseUrl } = await credentialsOf(context, firmafy);
	const isInside = (name: string) => INSIDE.some((pattern) => pattern.test(name));
	const isPlayed = URL.canParse(String(baseUrl)) && isInside(new URL(String(baseUrl)).hostname);
	if (!isInside(hostname) || isPlayed) return;
	throw new NodeOperationError(context.getNode(), `Firmafy cannot reach this n8n at ${host}`, {
		description:
			'Firmafy delivers over the internet. Give n8n a public https address (the environment variable N8N_WEBHOOK_URL; in n8n 1, WEBHOOK_URL), or use a tunnel while you build. Whoever runs your n8n can set it.',
	});
}
