import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { leadsInside } from './lookup';
import { isLoopback, isPublicHost } from './publicAddress';
import type { Caller, Provider } from './provider';
import { withoutEndSlashes } from '../text';

/** The address that the credential names, without a slash at its end. */
export function baseUrlOf(context: Caller, provider: Provider, credentials: IDataObject): string {
	const baseUrl = withoutEndSlashes(provider.baseUrl(credentials).trim());
	if (URL.canParse(baseUrl) && /^https?:/i.test(baseUrl)) return baseUrl;
	throw new NodeOperationError(
		context.getNode(),
		`The base URL in the ${provider.name} credential is no web address`,
		{
			description: `It is "${withoutLogin(baseUrl)}". It has to begin with https://, for example https://api.example.com.`,
		},
	);
}

/** People write a user and a password into addresses. */
function withoutLogin(address: string): string {
	const at = address.lastIndexOf('@');
	return at < 0 ? address : `…${address.slice(at)}`;
}

/** Fills the `{name}` parts in, encoded. A dot segment would climb to another endpoint, so it is refused. */
export function fillPath(context: Caller, path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name] ?? '';
		const encoded = encodedSegment(value);
		if (encoded === undefined) {
			throw new NodeOperationError(context.getNode(), `"${value}" cannot be used as ${name}`, {
				description: 'Give the ID as the provider shows it.',
			});
		}
		return encoded;
	});
}

/** Undefined for what fills no segment: nothing, dots, and half a character, which no address can hold. */
function encodedSegment(value: string): string | undefined {
	if (/^\.{0,2}$/.test(value)) return undefined;
	try {
		return encodeURIComponent(value);
	} catch {
		return undefined;
	}
}

/** Files come over https. Plain http is for a provider played on this machine, when the credential says so. */
export async function refuseForeignAddress(
	context: Caller,
	provider: Provider,
	url: string,
	baseUrl: string,
): Promise<void> {
	if (mayBeOpened(url, baseUrl) && !(await leadsInside(context, new URL(url).hostname))) return;
	const origin = URL.canParse(url) ? new URL(url).origin : 'no web address';
	throw new NodeOperationError(context.getNode(), `${provider.name} gave a link that is not safe to open`, {
		description: `The link leads to ${origin}. Only https addresses on the internet are opened.`,
	});
}

function mayBeOpened(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	if (isLoopback(hostname)) return isLoopback(new URL(baseUrl).hostname) && /^https?:$/.test(protocol);
	return protocol === 'https:' && isPublicHost(hostname);
}
