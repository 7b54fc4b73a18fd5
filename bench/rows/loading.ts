import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installN8n } from '../../tools/n8n/install';
import { rounds, type Bench, type Row } from '../bench';
import { compared, type Line } from '../line';
import type { Load, Loaded } from '../loading/load';
import { productFolder } from '../product';

/** As n8n loads a package at its start: in a fresh process of n8n's own Node, after n8n-workflow. */
export async function loadIn(node: string, load: Load): Promise<Loaded> {
	const script = join(__dirname, '..', 'loading', 'load.ts');
	const { stdout } = await promisify(execFile)(node, ['--expose-gc', script, JSON.stringify(load)]);
	return JSON.parse(stdout) as Loaded;
}

export function ourLoad(folder = productFolder()): Load {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		n8n: Record<'nodes' | 'credentials', string[]>;
	};
	const classOf = (path: string) => ({
		file: join(folder, path),
		name: /([^/]+)\.(node|credentials)\.js$/.exec(path)?.[1] ?? '',
	});
	return { resolveFrom: join(folder, 'index.js'), classes: [...n8n.credentials, ...n8n.nodes].map(classOf) };
}

/** Pipedrive's second version: of n8n's own nodes for a service, one of those that were written last. */
function pipedriveLoad(n8nProgram: string): Load {
	const modules = join(dirname(n8nProgram), '..', '..');
	const dist = join(modules, 'n8n-nodes-base', 'dist');
	const base = {
		displayName: 'Pipedrive',
		name: 'pipedrive',
		group: ['transform'],
		description: 'Pipedrive',
	};
	return {
		resolveFrom: join(dist, 'index.js'),
		classes: [
			{ file: join(dist, 'credentials/PipedriveApi.credentials.js'), name: 'PipedriveApi' },
			{ file: join(dist, 'credentials/PipedriveOAuth2Api.credentials.js'), name: 'PipedriveOAuth2Api' },
			{ file: join(dist, 'nodes/Pipedrive/v2/PipedriveV2.node.js'), name: 'PipedriveV2', argument: base },
			{ file: join(dist, 'nodes/Pipedrive/PipedriveTrigger.node.js'), name: 'PipedriveTrigger' },
		],
	};
}

export const loading: Row = {
	name: 'loading',
	title: 'Loading the package',
	async run({ quick, report }: Bench) {
		const { node, n8n } = await installN8n(report);
		const ours: Loaded[] = [];
		const theirs: Loaded[] = [];
		await rounds(quick ? 2 : 11, [
			async () => void ours.push(await loadIn(node, ourLoad())),
			async () => void theirs.push(await loadIn(node, pipedriveLoad(n8n))),
		]);
		const [{ operations: our }] = ours;
		const [{ operations: their }] = theirs;
		const line = (what: string, pick: (loaded: Loaded) => number, unit: 'ms' | 'kB'): Line =>
			compared({
				what: `${what}, per operation (${our} operations)`,
				ours: ours.map((loaded) => pick(loaded) / our),
				others: theirs.map((loaded) => pick(loaded) / their),
				against: `n8n’s Pipedrive v2 (${their} operations)`,
				unit,
				atMost: 1,
			});
		return [
			line('Time to require it', ({ ms }) => ms, 'ms'),
			line('Heap', ({ heapBytes }) => heapBytes, 'kB'),
			line('Descriptions that the editor fetches', ({ descriptionBytes }) => descriptionBytes, 'kB'),
		];
	},
};
