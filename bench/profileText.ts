import type { ProfileEntry } from './jobs/profile';

const SHOWN = 20;

/** What the time in a function or file is for. The first that fits counts. */
const explanations: Array<[RegExp, string]> = [
	[
		/^\(garbage collector\)/,
		'Clearing away what the requests left behind: sockets, streams, headers, promises.',
	],
	[/^\(program\)/, 'The engine itself and the kernel: system calls of sockets, mostly.'],
	[
		/node:net|node:internal\/(net|stream_base)|tcp_wrap|^(connect|setKeepAlive|Socket|TCP|writeUtf8String|writeLatin1String|shutdown|readStart|close)\b/,
		'A connection per request, which n8n opens and closes each time (keep-alive off).',
	],
	[
		/node:_http|node:internal\/http|http_parser|node:internal\/url|node:url|node:https?/,
		'Node’s HTTP client: writing the request, parsing the answer.',
	],
	[
		/node:internal\/streams|node:stream|node:events|node:buffer|node:internal\/(buffer|event)/,
		'Streams and events of the sockets.',
	],
	[
		/node:internal\/(async_hooks|process|timers|promises|linkedlist)|runMicrotasks|node:(timers|async_hooks)/,
		'Promises, timers and ticks of the event loop.',
	],
	[
		/^axios|follow-redirects|proxy-from-env|form-data/,
		'axios, n8n’s HTTP client: merging options, headers, reading the answer.',
	],
	[/backend-network/, 'n8n’s outgoing HTTP: proxies, agents, its checks of the address.'],
	[
		/esprima|recast|tournament|ast-types/,
		'n8n reads the text of an expression. It does so for each item anew.',
	],
	[
		/n8n-workflow|luxon|lodash/,
		'n8n’s expressions: the ID of each item, and the two headers of the credential for each request.',
	],
	[/n8n-core/, 'n8n’s engine: parameters, credentials, running the node.'],
	[/^dist\/(nodes|credentials)/, 'This package.'],
	[/^evalmachine|^$/, 'Compiled expressions, and functions of the engine without a file.'],
];

export function explained(entries: ProfileEntry[]): string {
	const rows = entries.slice(0, SHOWN).map(({ name, file, share }) => {
		const [, why = ''] = explanations.find(([pattern]) => pattern.test(file) || pattern.test(name)) ?? [];
		return `| ${percent(share)} | \`${name}\` | ${file ? `\`${file}\`` : ''} | ${why} |`;
	});
	return [
		'| CPU | function | file | what it is |',
		'| --: | --- | --- | --- |',
		...rows,
		'',
		`All of this package’s own code together: ${percent(shareOf(entries, /^dist\/(nodes|credentials)/))} of the CPU.`,
	].join('\n');
}

function shareOf(entries: ProfileEntry[], pattern: RegExp): number {
	return entries.filter(({ file }) => pattern.test(file)).reduce((sum, { share }) => sum + share, 0);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
