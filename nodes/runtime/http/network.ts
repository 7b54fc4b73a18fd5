import type { Failure, Unsent } from './provider';

interface NetworkError extends Error {
	code?: string;
	syscall?: string;
	/** The name that was not found. */
	hostname?: string;
	port?: number;
	/** Of a host with several addresses: why each of them failed. */
	errors?: NetworkError[];
}

/** What Node says when nothing was sent yet. ECONNRESET is not among it: it does not tell when. */
const BEFORE_SENDING: Array<[unsent: Unsent, said: RegExp]> = [
	['proxy', /^Proxy connection ended before/],
	['tls', /CERT|^UNABLE_TO_|^ERR_TLS|before secure TLS/],
	['tls', /SSL.*(wrong|unsupported|unrecognized|handshake failure|too long|(protocol|number).version)/i],
	['connection', /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL|ERR_INVALID_CHAR)$/],
];

/**
 * What the absence of an answer means. n8n wraps what axios throws, and axios what the network says.
 *
 * @param url what was asked: if something else could not be reached, it is the proxy on the way there
 */
export function networkFailure(thrown: Error, url?: string): Failure {
	const { cause } = thrown as { cause?: Error };
	const layers = [thrown, cause, cause?.cause].filter(Boolean) as NetworkError[];
	// n8n can be set up to keep its nodes out of its own network.
	const blocked = layers.find(({ name }) => name.startsWith('SsrfBlocked'));
	if (blocked) {
		const advice = `n8n says: ${blocked.message}. Whoever runs this n8n can allow the address (N8N_SSRF_ALLOWED_HOSTNAMES).`;
		return { fate: 'notTaken', isFinal: true, unsent: 'n8n', networkCode: 'blocked by n8n', advice };
	}
	const innermost = layers.filter(({ code }) => code).at(-1);
	const networkCode = innermost?.code ?? thrown.message;
	const unsent = whatFailed(layers, innermost ? (innermost.errors ?? [innermost]) : [], url);
	return unsent ? { fate: 'notTaken', unsent, networkCode } : { fate: 'unknown', networkCode };
}

/** What failed before anything was sent; undefined when something may have been sent. */
function whatFailed(layers: NetworkError[], reasons: NetworkError[], url?: string): Unsent | undefined {
	const said = layers.flatMap(({ code, message }) => [code ?? '', message]);
	const known = BEFORE_SENDING.find(([, pattern]) => said.some((text) => pattern.test(text)))?.[0];
	if (known && known !== 'connection') return known;
	const neverConnected = reasons.length > 0 && reasons.every(({ syscall }) => syscall === 'connect');
	if (!known && !neverConnected) return undefined;
	return url !== undefined && reasons.some((reason) => isElsewhere(reason, new URL(url)))
		? 'proxy'
		: 'connection';
}

function isElsewhere({ hostname, port }: NetworkError, asked: URL): boolean {
	const askedPort = Number(asked.port || (asked.protocol === 'https:' ? 443 : 80));
	return (hostname ?? asked.hostname) !== asked.hostname || Number(port ?? askedPort) !== askedPort;
}
