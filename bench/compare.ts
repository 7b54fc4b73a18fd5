import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n } from '../tools/n8n/install';
import { rounds } from './bench';
import { compared, type Line } from './line';
import { peakOfDownload, peakOfUpload } from './rows/files';
import { loadIn, ourLoad } from './rows/loading';
import { startSignatures } from './rows/signatures';
import { Side } from './side';
import type { Unit } from './statistics';
import { table } from './table';

const root = join(__dirname, '..');
const ROUNDS = 5;

/** One figure of a build, measured once. */
type Measure = () => Promise<number>;

interface Build {
	side: Side;
	signatures: ReturnType<typeof startSignatures>;
	folder: string;
}

/** Measures the previous commit's build and the present one in turns, and prints the ratios. */
export async function compareBuilds(print: (text: string) => void): Promise<void> {
	const commit = previousCommit();
	print(`Building ${commit} to compare with …`);
	const folder = checkOut(commit);
	try {
		const lines = await compareFolders(root, folder, print);
		print(`\n${table(lines)}\n\nAbove 1.00x: worse than ${commit}.`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The last commit, when there are changes that are not committed; otherwise the one before. */
function previousCommit(): string {
	const changed = git('status', '--porcelain', '--', 'nodes', 'credentials').trim() !== '';
	return git('log', '-1', '--format=%h %s', changed ? 'HEAD' : 'HEAD~1').trim();
}

function git(...args: string[]): string {
	return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
}

function checkOut(commit: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-before-'));
	const archive = execFileSync('git', ['archive', commit.split(' ')[0]], { cwd: root, maxBuffer: 2 ** 28 });
	execFileSync('tar', ['-x', '-C', folder], { input: archive });
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		cwd: folder,
	});
	cpSync(join(root, 'icons'), join(folder, 'dist', 'icons'), { recursive: true });
	return folder;
}

async function compareFolders(now: string, before: string, print: (text: string) => void): Promise<Line[]> {
	const { node } = await installN8n(print);
	const builds = [now, before].map((folder) => ({
		folder,
		side: new Side(folder),
		signatures: startSignatures(folder),
	}));
	try {
		const lines: Line[] = [];
		for (const { what, unit, measure } of figures(node)) {
			const results: number[][] = [[], []];
			const runs = builds.map((build, index) => async () => void results[index].push(await measure(build)()));
			// The first round is the compiler's.
			await rounds(ROUNDS + 1, runs);
			const [ours, others] = results.map((all) => all.slice(1));
			lines.push(compared({ what, ours, others, against: 'before', unit }));
			print(`${what}: ${lines.at(-1)!.ratio}`);
		}
		return lines;
	} finally {
		await Promise.all(builds.flatMap(({ side, signatures }) => [side.stop(), signatures.stop()]));
	}
}

interface Figure {
	what: string;
	unit: Unit;
	measure(build: Build): Measure;
}

function figures(node: string): Figure[] {
	const run = (
		latency: number,
		form: Parameters<Side['run']>[1]['form'],
		count: number,
		provider: string,
	) => {
		return ({ side }: Build) =>
			async () =>
				await side.run(latency, { node: provider, form, count, itemsInParallel: 10 });
	};
	const reads = run(20, 'getVerification', 1000, 'keynua');
	const writes = run(20, 'createClient', 500, 'dynamiCore');
	const contracts = run(0, 'contractWith20Signers', 300, 'keynua');
	const many = run(0, 'getVerification', 5000, 'keynua');
	return [
		{ what: '1,000 reads at 20 ms', unit: 'ms', measure: (build) => async () => (await reads(build)()).ms },
		{ what: '1,000 reads, CPU', unit: 'ms', measure: (build) => async () => (await reads(build)()).cpuMs },
		{ what: '500 writes at 20 ms', unit: 'ms', measure: (build) => async () => (await writes(build)()).ms },
		{
			what: '300 contracts with 20 signers, CPU',
			unit: 'ms',
			measure: (build) => async () => (await contracts(build)()).cpuMs,
		},
		{ what: '5,000 reads', unit: 'ms', measure: (build) => async () => (await many(build)()).ms },
		{
			what: 'DynamiCore signature',
			unit: 'µs',
			measure:
				({ signatures }) =>
				async () =>
					(await signatures.run('time', { task: 'signOurs', times: 20_000 })).µs,
		},
		{
			what: 'Keynua verification',
			unit: 'µs',
			measure:
				({ signatures }) =>
				async () =>
					(await signatures.run('time', { task: 'verifyOurs', times: 5000 })).µs,
		},
		{
			what: '100 MB download, peak memory',
			unit: 'MB',
			measure:
				({ folder }) =>
				async () =>
					await peakOfDownload(100e6, folder),
		},
		{
			what: '50 MB upload, peak memory',
			unit: 'MB',
			measure:
				({ folder }) =>
				async () =>
					await peakOfUpload(50e6, folder),
		},
		{
			what: 'Loading the package',
			unit: 'ms',
			measure:
				({ folder }) =>
				async () =>
					(await loadIn(node, ourLoad(folder))).ms,
		},
		{
			what: 'Loading the package, heap',
			unit: 'kB',
			measure:
				({ folder }) =>
				async () =>
					(await loadIn(node, ourLoad(folder))).heapBytes,
		},
	];
}
