/**
 * Whether a host, as `new URL(…).hostname` writes it, may be on the public internet: a name with a dot in it, or a
 * public IP address. What a name stands for is looked up in lookup.ts.
 */
export function isPublicHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPublicV6(host.slice(1, -1));
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPublicV4(host.split('.').map(Number));
	return host.includes('.') && !/\.(localhost|local|internal|intranet|lan|home|corp|arpa)$/.test(host);
}

export function isLoopback(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	return (
		host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
	);
}

/** Without the special-purpose blocks of RFC 6890: this network, private, shared, link-local, tests, multicast. */
function isPublicV4([a, b, c]: number[]): boolean {
	if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
	if (a === 100 && b >= 64 && b < 128) return false;
	if (a === 169 && b === 254) return false;
	if (a === 172 && b >= 16 && b < 32) return false;
	if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) return false;
	if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
	return !(a === 203 && b === 0 && c === 113);
}

/** Global unicast is 2000::/3. Within it, 6to4 (2002::) and Teredo (2001:0:) carry IPv4 addresses of any kind. */
function isPublicV6(address: string): boolean {
	const [first = '', second = ''] = address.split(':');
	if (!/^[23][0-9a-f]{3}$/.test(first) || first === '2002') return false;
	return !(first === '2001' && (second === '' || second === '0' || second === 'db8'));
}

/** Addresses for use within an organization (RFC 1918 and RFC 4193). */
export function isPrivateNetwork(address: string): boolean {
	return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cd])/i.test(address);
}
