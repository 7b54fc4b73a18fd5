import type { NodeEgressFilter } from 'n8n-workflow';
import { isLoopback, isPrivateNetwork, isPublicHost } from './publicAddress';
import type { Caller } from './provider';

/** As `new URL(…).hostname` writes addresses. */
const isAddress = (hostname: string) => /^(\[.*\]|\d+(\.\d+){3})$/.test(hostname);

type Found = Array<{ address: string; family: number }>;

/**
 * Whether a public name stands for an address that is not on the internet. Nodes cannot ask the DNS themselves; n8n does
 * it for them and applies its rules (N8N_SSRF_BLOCKED_IP_RANGES and its kind), here also where N8N_SSRF_PROTECTION_ENABLED
 * is not set. Addresses that n8n's own list has forgotten are refused as well; private ones that an administrator has
 * allowed are not.
 *
 * A name that cannot be looked up is left to the connection, because behind a proxy only the proxy may be able to. That
 * a name could stand for another address a moment later does no harm: links are opened over https, and nothing inside
 * has a certificate for that name.
 */
export async function leadsInside(context: Caller, hostname: string): Promise<boolean> {
	if (isLoopback(hostname) || isAddress(hostname)) return false;
	const { getSecureEgressFilter } = context.helpers as Partial<typeof context.helpers>;
	// n8n has it since version 2.
	if (!getSecureEgressFilter) return false;
	try {
		const found = await lookUp(getSecureEgressFilter('enforced'), hostname);
		return found.some(({ address, family }) => !isAllowed(family === 6 ? `[${address}]` : address));
	} catch (error) {
		return !isUnknownName(error as NodeJS.ErrnoException);
	}
}

async function lookUp(filter: NodeEgressFilter, hostname: string): Promise<Found> {
	return await new Promise((resolve, reject) => {
		filter.createSecureLookup()(hostname, { all: true }, (error, found) => {
			if (error) reject(error);
			else resolve(found as Found);
		});
	});
}

function isAllowed(address: string): boolean {
	return isPublicHost(address) || isPrivateNetwork(address);
}

function isUnknownName({ syscall, code }: NodeJS.ErrnoException): boolean {
	return syscall === 'getaddrinfo' || /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code ?? '');
}
