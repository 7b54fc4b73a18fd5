import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup, spawnWithUs } from '../../tools/process/spawnWithUs';
import { PlainError } from '../../tools/n8n/plainError';

const guard = join(__dirname, '..', '..', 'tools', 'process', 'programWithUs.mjs');
const READY_WITHIN_MS = 30_000;
const LOOK_AGAIN_AFTER_MS = 100;
const END_WITHIN_MS = 10_000;

export interface ProgramOptions {
	name: string;
	file: string;
	args: string[];
	logFile: string;
	/** Whose process it is to be. Default: ours. */
	user?: { uid: number; gid: number };
	/** The signal that makes it end properly. */
	endsWith: NodeJS.Signals;
	isReady(): Promise<boolean>;
}

export interface Program {
	stop(): Promise<void>;
}

/**
 * Starts a program of the machine and waits until it is ready. It ends with this process, however that ends.
 * @throws PlainError when it ends by itself, or is not ready within 30 s
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
	const { name, file, args, logFile, user, isReady, endsWith } = options;
	const log = openSync(logFile, 'w');
	const child = spawnWithUs(process.execPath, [guard, JSON.stringify({ file, args, ...user })], {}, [
		log,
		log,
	]);
	closeSync(log);
	child.unref();
	const pid = Number(child.pid);
	const ended = once(child, 'exit');
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
	const stop = async () => {
		// Nothing else may keep this process from ending before the program has.
		child.ref();
		signalGroup(pid, endsWith);
		await Promise.race([ended, sleep(END_WITHIN_MS, undefined, { ref: false })]);
		if (!hasEnded()) signalGroup(pid, 'SIGKILL');
	};
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		await sleep(LOOK_AGAIN_AFTER_MS);
		if (!hasEnded() && Date.now() < deadline) continue;
		await stop();
		throw new PlainError(`${name} could not be started: its log is ${logFile}.`);
	}
	return { stop };
}
