import { join } from 'node:path';
import type { jobs as engineJobs, RunInput, RunResult } from './jobs/engine';
import type { Counts, jobs as serverJobs } from './jobs/server';
import { check } from './line';
import { Worker } from './process/worker';
import { PRODUCT_FOLDER } from './product';

export type Ran = RunResult & { server: Counts };

export function startServer() {
	return new Worker<typeof serverJobs>(join(__dirname, 'jobs', 'server.ts'));
}

export function startEngine(productFolder?: string) {
	const environment = productFolder ? { [PRODUCT_FOLDER]: productFolder } : {};
	return new Worker<typeof engineJobs>(join(__dirname, 'jobs', 'engine.ts'), environment);
}

/** One side of a comparison: n8n's engine in a process of its own, and a server of its own in another. */
export class Side {
	private readonly server = startServer();
	private readonly engine: ReturnType<typeof startEngine>;
	private readonly serverUrl: Promise<string>;

	constructor(productFolder?: string) {
		this.engine = startEngine(productFolder);
		this.serverUrl = this.server.run('start');
	}

	async run(latencyMs: number, input: Omit<RunInput, 'serverUrl'>): Promise<Ran> {
		const serverUrl = await this.serverUrl;
		await this.server.run('reset', latencyMs);
		const result = await this.engine.run('runNode', { ...input, serverUrl });
		const server = await this.server.run('counts');
		check(result.items === input.count && server.requests === input.count, `${input.count} items wanted`);
		check(server.refused === 0, `${server.refused} requests refused`);
		return { ...result, server };
	}

	async with<T>(use: (engine: ReturnType<typeof startEngine>, serverUrl: string) => Promise<T>): Promise<T> {
		const serverUrl = await this.serverUrl;
		await this.server.run('reset', 0);
		return await use(this.engine, serverUrl);
	}

	async counts(): Promise<Counts> {
		return await this.server.run('counts');
	}

	async stop(): Promise<void> {
		await Promise.all([this.engine.stop(), this.server.stop()]);
	}
}

/** @throws when two sides sent other requests, or gave other items */
export function checkSame(one: Ran, other: Ran): void {
	check(one.server.digest === other.server.digest, 'the requests differ');
	check(one.digest === other.digest, 'the items that came out differ');
}

export async function withSides<T>(count: number, use: (sides: Side[]) => Promise<T>): Promise<T> {
	const sides = Array.from({ length: count }, () => new Side());
	try {
		return await use(sides);
	} finally {
		await Promise.all(sides.map(async (side) => await side.stop()));
	}
}
