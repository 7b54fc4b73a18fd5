import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts a Node program that ends, with everything it started, when this process ends, even if this one is killed.
 * It has a process group of its own (`signalGroup`). It keeps this process from ending, unless it is unref()'d.
 * @param output where its standard output and error go, as `stdio` of spawn() says it
 */
export function spawnWithUs(
	node: string,
	args: string[],
	options: Pick<SpawnOptions, 'cwd' | 'env'>,
	output: [stdout: 'pipe' | number, stderr: 'pipe' | number],
): ChildProcess {
	const child = spawn(node, ['--import', join(__dirname, 'endWithParent.mjs'), ...args], {
		...options,
		stdio: ['ignore', ...output, 'pipe'],
		detached: true,
	});
	(child.stdio[3] as unknown as { unref(): void } | null)?.unref();
	return child;
}

/** Sends a signal to a program of spawnWithUs() and to all that it started. None left is no failure. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
