import { NodeOperationError, type IDataObject } from 'n8n-workflow';
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

/**
 * Links that a provider gives out are opened over https; over plain http only on this machine, where a provider may be
 * played, when the credential's base URL is here too. Which hosts may be reached is n8n's to decide: its HTTP client
 * applies what the administrator has set (N8N_SSRF_PROTECTION_ENABLED and its kind).
 */
export function refuseForeignAddress(
	context: Caller,
	provider: Provider,
	url: string,
	baseUrl: string,
): void {
	const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: 'no web address' };
	if (protocol === 'https:' || (protocol === 'http:' && isHere(url) && isHere(baseUrl))) return;
	throw new NodeOperationError(context.getNode(), `${provider.name} gave a link that is not safe to open`, {
		description: `The link leads to ${origin}. Only https addresses are opened.`,
	});
}

/** Whether an address is on this machine. */
function isHere(url: string): boolean {
	return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])\.?$/.test(new URL(url).hostname);
}
