import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installN8n } from '../../tools/n8n/install';
import { rounds, type Bench, type Row } from '../bench';
import { compared, type Line } from '../line';
import type { Load, Loaded } from '../loading/load';
import { productFolder } from '../product';

interface Manifest {
	n8n: Record<'nodes' | 'credentials', string[]>;
}

/** As n8n loads a package at its start: in a fresh process of n8n's own Node, after n8n-workflow. */
export async function loadIn(node: string, load: Load): Promise<Loaded> {
	const script = join(__dirname, '..', 'loading', 'load.ts');
	const { stdout } = await promisify(execFile)(node, ['--expose-gc', script, JSON.stringify(load)]);
	return JSON.parse(stdout) as Loaded;
}

export function ourLoad(folder = productFolder()): Load {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	const classes = [...n8n.credentials, ...n8n.nodes].map((path) => classIn(folder, path));
	return { resolveFrom: join(folder, 'index.js'), classes };
}

/** A file is named after the class that it exports. */
function classIn(folder: string, path: string): Load['classes'][number] {
	return { file: join(folder, path), name: basename(path).split('.')[0] };
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

/** All nodes and credentials that come with n8n. */
function wholeN8nLoad(n8nProgram: string): Load {
	const folder = join(dirname(n8nProgram), '..', '..', 'n8n-nodes-base');
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	// npm puts a package that this one needs where it does not find it.
	const isWhole = (path: string) => !path.endsWith('/ExtractFromFile.node.js');
	const classes = [...n8n.credentials, ...n8n.nodes].filter(isWhole).map((path) => classIn(folder, path));
	return { resolveFrom: join(folder, 'package.json'), classes };
}

export const loading: Row = {
	name: 'loading',
	title: 'Loading the package',
	async run({ quick, report }: Bench) {
		const { node, n8n } = await installN8n(report);
		const we = async () => await loadIn(node, ourLoad());
		const whole = 'all of n8n’s own nodes';
		return [
			...(await against('n8n’s Pipedrive v2', quick ? 2 : 11, we, async () => {
				return await loadIn(node, pipedriveLoad(n8n));
			})),
			...(await against(whole, quick ? 1 : 3, we, async () => await loadIn(node, wholeN8nLoad(n8n)))),
		];
	},
};

async function against(
	name: string,
	times: number,
	we: () => Promise<Loaded>,
	they: () => Promise<Loaded>,
): Promise<Line[]> {
	const ours: Loaded[] = [];
	const theirs: Loaded[] = [];
	await rounds(times, [async () => void ours.push(await we()), async () => void theirs.push(await they())]);
	const [{ operations: our }] = ours;
	const [{ operations: their }] = theirs;
	const line = (what: string, pick: (loaded: Loaded) => number, unit: 'ms' | 'kB'): Line =>
		compared({
			what: `${what}, per operation (${our} operations)`,
			ours: ours.map((loaded) => pick(loaded) / our),
			others: theirs.map((loaded) => pick(loaded) / their),
			against: `${name} (${their} operations)`,
			unit,
			atMost: 1,
		});
	return [
		line('Time to require it', ({ ms }) => ms, 'ms'),
		line('Heap', ({ heapBytes }) => heapBytes, 'kB'),
		line('Descriptions that the editor fetches', ({ descriptionBytes }) => descriptionBytes, 'kB'),
	];
}
