import { join } from 'node:path';
import type { Row } from '../bench';
import type { jobs } from '../jobs/bareClient';
import { check, compared, type Line } from '../line';
import { Worker } from '../process/worker';
import { Side, startServer } from '../side';

/** What the wire itself allows. No node can reach it: n8n opens a connection per request. */
export const bareClient: Row = {
	name: 'limit',
	title: 'Reads, against a bare keep-alive client',
	async run({ quick }) {
		const ours = new Side();
		const client = new Worker<typeof jobs>(join(__dirname, '..', 'jobs', 'bareClient.ts'));
		const server = startServer();
		try {
			const serverUrl = await server.run('start');
			const lines: Line[] = [];
			await ours.run(0, { node: 'keynua', form: 'getVerification', count: 300 });
			await client.run('run', { serverUrl, count: 300, limit: 10 });
			for (const [latency, full] of [
				[0, 1000],
				[20, 1000],
				[200, 200],
			]) {
				const count = quick ? 100 : full;
				const we: number[] = [];
				const they: number[] = [];
				for (let round = 0; round < (quick ? 1 : 2); round++) {
					const run = await ours.run(latency, { node: 'keynua', form: 'getVerification', count });
					await server.run('reset', latency);
					const bare = await client.run('run', { serverUrl, count, limit: 10 });
					const seen = await server.run('counts');
					check(seen.digest === run.server.digest && bare.digest === run.digest, 'the client’s');
					we.push(run.ms);
					they.push(bare.ms);
				}
				const what = `${count} reads, server answers after ${latency} ms`;
				lines.push(compared({ what, ours: we, others: they, against: 'bare client', unit: 'ms' }));
			}
			return lines;
		} finally {
			await Promise.all([ours.stop(), client.stop(), server.stop()]);
		}
	},
};
