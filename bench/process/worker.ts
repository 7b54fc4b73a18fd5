import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** What a process can be asked to do, by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each job knows the type of what it takes
export type Jobs = Record<string, (input: any) => unknown>;

export type Reply = { result: unknown } | { error: string };

/**
 * A process of its own that does jobs one after another, so that what one side of a comparison leaves in memory or makes
 * the compiler believe does not touch the other. It ends with this process.
 */
export class Worker<J extends Jobs> {
	private readonly child: ChildProcess;

	/** @param jobsFile path of a module that exports `jobs` */
	constructor(jobsFile: string, environment: NodeJS.ProcessEnv = {}) {
		this.child = fork(join(__dirname, 'workerMain.ts'), [jobsFile], {
			execArgv: [...process.execArgv, '--expose-gc'],
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			serialization: 'advanced',
		});
	}

	async run<N extends keyof J & string>(
		job: N,
		input?: Parameters<J[N]>[0],
	): Promise<Awaited<ReturnType<J[N]>>> {
		const reply = await new Promise<Reply>((resolve, reject) => {
			const ended = (code: number | null) => reject(new Error(`The process of ${job} ended with ${code}.`));
			this.child.once('exit', ended);
			this.child.once('message', (message) => {
				this.child.off('exit', ended);
				resolve(message as Reply);
			});
			this.child.send({ job, input });
		});
		if ('error' in reply) throw new Error(`${job}: ${reply.error}`);
		return reply.result as Awaited<ReturnType<J[N]>>;
	}

	async stop(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const exited = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.disconnect();
		await exited;
	}
}
