import { isIP } from 'node:net';
import fc from 'fast-check';
import { baseUrlOf, fillPath, refuseForeignAddress } from '../../../nodes/runtime/http/addresses';
import { keynua } from '../../../nodes/Keynua/transport';
import { likely, mutated, text } from '../hostile';
import { assert, orRefused, orRefusedLater } from '../outcome';
import { stubContext } from '../stub';
import { target } from '../target';

const context = stubContext();

const octets = fc.oneof(
	fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 198, 203, 224, 254, 255),
	fc.nat(255),
);
const v4 = fc.tuple(octets, octets, octets, octets);
const spelled = fc.tuple(v4, fc.nat(6)).map(([parts, spelling]) => {
	const number = parts.reduce((sum, part) => sum * 256 + part, 0);
	const hex = number.toString(16);
	const all = [
		...[parts.join('.'), String(number), `0x${hex}`, `0${number.toString(8)}`, `[::ffff:${parts.join('.')}]`],
		...[`[2002:${hex.padStart(8, '0').slice(0, 4)}:${hex.slice(-4)}::]`, `[64:ff9b::${parts.join('.')}]`],
	];
	return all[spelling];
});
const names = fc.constantFrom(
	'cmfiles.keynua.com',
	'localhost',
	'LOCALHOST.',
	'a.localhost',
	'intranet',
	'n8n.internal',
	'[::1]',
	'[fd00::1]',
	'ⓛocalhost',
	'127。0。0。1',
);
const hosts = fc.oneof(spelled, names);
const links = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('https', 'http', 'HTTPS', 'ftp', 'file', 'https:\t'),
			fc.oneof(hosts, text),
			likely('/a.pdf', ':443/x', '@127.0.0.1/', '#@10.0.0.1'),
		)
		.map(([scheme, host, rest]) => `${scheme}://${host}${rest}`),
	mutated(
		'https://cmfiles.keynua.com/contracts/48ae1990?X-Amz-Signature=x',
		'javascript:alert(1)',
		'//10.0.0.1/',
	),
);

/** A link that is opened leads over https anywhere, and over http to this machine for a provider that is played on it. */
export const foreignLinks = target({
	name: 'foreign-links',
	cases: fc.tuple(links, fc.constantFrom('https://api.keynua.com', 'http://127.0.0.1:4010/keynua')),
	async check([link, baseUrl]) {
		const isOpened = await orRefusedLater(async () => {
			await refuseForeignAddress(context, keynua, link, baseUrl);
			return true;
		});
		if (!isOpened) return;
		const { protocol, hostname } = new URL(link);
		if (protocol === 'https:') return;
		const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
		const isHere =
			host === '::1' || (isIP(host) === 4 && host.startsWith('127.')) || /(^|\.)localhost$/.test(host);
		assert(protocol === 'http:' && isHere && baseUrl.startsWith('http://127.'), `not over https: ${link}`);
	},
});

/** An id fills one segment of a path, and no base URL leads past its host. */
export const paths = target({
	name: 'paths',
	cases: fc.tuple(text, mutated('https://api.keynua.com/', 'http://127.0.0.1:4010/keynua//')),
	check([id, baseUrl]) {
		const path = orRefused(() => fillPath(context, '/contracts/v1/{id}/end', { id }));
		if (path !== undefined) {
			const { pathname, host, search } = new URL(`https://api.keynua.com${path}`);
			assert(host === 'api.keynua.com' && search === '', `elsewhere: ${path}`);
			assert(/^\/contracts\/v1\/[^/]+\/end$/.test(pathname), `another endpoint: ${path}`);
		}
		const base = orRefused(() => baseUrlOf(context, keynua, { environment: 'custom', baseUrl }));
		assert(base === undefined || (URL.canParse(base) && !base.endsWith('/')), `no base URL: ${String(base)}`);
	},
});
