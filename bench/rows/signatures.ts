import { join } from 'node:path';
import { rounds, type Row } from '../bench';
import type { jobs } from '../jobs/signatures';
import { check, compared, type Line } from '../line';
import { Worker } from '../process/worker';
import { PRODUCT_FOLDER } from '../product';

type Task = Parameters<typeof jobs.time>[0]['task'];

export function startSignatures(productFolder?: string) {
	const environment = productFolder ? { [PRODUCT_FOLDER]: productFolder } : {};
	return new Worker<typeof jobs>(join(__dirname, '..', 'jobs', 'signatures.ts'), environment);
}

const cases: Array<{ what: string; ours: Task; other: Task; against: string; atMost: number }> = [
	{
		what: 'DynamiCore signature of a 1 kB body',
		ours: 'signOurs',
		other: 'signBare',
		against: 'its hashes alone',
		atMost: 1.5,
	},
	{
		what: '— and the request written',
		ours: 'writeAndSignOurs',
		other: 'writeAndSignBare',
		against: 'its hashes and one JSON.stringify',
		atMost: 1.5,
	},
	{
		what: 'Keynua verification of a 10 kB delivery',
		ours: 'proveOurs',
		other: 'proveBare',
		against: 'its hashes alone',
		atMost: 1.5,
	},
	{
		what: '— and its data read',
		ours: 'verifyOurs',
		other: 'verifyBareAndParse',
		against: 'its hashes and one JSON.parse',
		atMost: 1.5,
	},
];

export const signatures: Row = {
	name: 'signatures',
	title: 'Signing and verifying',
	async run({ quick }) {
		const lines: Line[] = [];
		for (const { what, ours, other, against, atMost } of cases) {
			const workers = [startSignatures(), startSignatures()];
			const results: number[][] = [[], []];
			const gave: string[] = [];
			const run = async (index: number, task: Task) => {
				const result = await workers[index].run('time', { task, times: quick ? 2000 : 20_000 });
				results[index].push(result.µs);
				gave[index] = result.gave;
			};
			await run(0, ours);
			await run(1, other);
			await rounds(quick ? 3 : 9, [async () => await run(0, ours), async () => await run(1, other)]);
			await Promise.all(workers.map(async (worker) => await worker.stop()));
			check(gave[0] === gave[1], `${gave[0]} and ${gave[1]}`);
			const [we, they] = results.map((all) => all.slice(1));
			lines.push(compared({ what, ours: we, others: they, against, unit: 'µs', atMost }));
		}
		return lines;
	},
};
