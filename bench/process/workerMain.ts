import { createRequire } from 'node:module';
import type { Jobs, Reply } from './worker';

const { jobs } = createRequire(__filename)(process.argv[2]) as { jobs: Jobs };

process.on('message', (message) => {
	const { job, input } = message as { job: string; input: unknown };
	void done(job, input).then((reply) => process.send?.(reply));
});
process.once('disconnect', () => process.exit(0));

async function done(job: string, input: unknown): Promise<Reply> {
	try {
		return { result: await jobs[job](input) };
	} catch (error) {
		return { error: (error as Error).stack ?? String(error) };
	}
}
