import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { withoutEndSlashes } from '../text';
import type { Caller, Provider } from './provider';

/** The address that the credential names, without a slash at its end. */
export function baseUrlOf(context: Caller, provider: Provider, credentials: IDataObject): string {
	const baseUrl = withoutEndSlashes(provider.baseUrl(credentials).trim());
	if (URL.canParse(baseUrl) && /^https?:/i.test(baseUrl)) return baseUrl;
	// People write a user and a password into addresses.
	const shown = baseUrl.replace(/^.*@/s, '…@');
	const message = `The base URL in the ${provider.name} credential is no web address`;
	throw new NodeOperationError(context.getNode(), message, {
		description: `It is "${shown}". It has to begin with https://, for example https://api.example.com.`,
	});
}

/** What fills no segment of a path: nothing, dots, which would climb to another endpoint, and half a character. */
const NO_SEGMENT = /^\.{0,2}$|\p{Surrogate}/u;

/** Fills the `{name}` parts in, encoded. */
export function fillPath(context: Caller, path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name] ?? '';
		if (!NO_SEGMENT.test(value)) return encodeURIComponent(value);
		throw new NodeOperationError(context.getNode(), `"${value}" cannot be used as ${name}`, {
			description: 'Give the ID as the provider shows it.',
		});
	});
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
