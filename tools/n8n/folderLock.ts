import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_EVERY_MS = 10_000;
const STALE_AFTER_MS = 60_000;
const LOOK_AGAIN_AFTER_MS = 500;

/**
 * Runs `work` while no other process on this machine does so under the same lock. The lock is a folder, made in one
 * atomic step, with the owner's process id in a file inside; the owner touches the file, so that a lock left behind by
 * a process that was killed is taken over. The folder's parent must exist.
 * @param onWait called once if another process holds the lock, with its process id
 */
export async function whileLocked<T>(
	folder: string,
	onWait: (pid: number) => void,
	work: () => Promise<T>,
): Promise<T> {
	let told = false;
	while (!take(folder)) {
		if (!told) onWait(ownerOf(folder));
		told = true;
		await sleep(LOOK_AGAIN_AFTER_MS);
	}
	const touching = setInterval(() => touch(folder), TOUCH_EVERY_MS).unref();
	try {
		return await work();
	} finally {
		clearInterval(touching);
		rmSync(folder, { recursive: true, force: true });
	}
}

function take(folder: string): boolean {
	if (!makeFolder(folder)) return takeOver(folder);
	writeFileSync(pidFile(folder), String(process.pid));
	return true;
}

/** Of several processes that see the same stale lock only one may have it: the one that makes the inner folder. */
function takeOver(folder: string): boolean {
	if (!isStale(folder)) return false;
	const inner = join(folder, 'takeover');
	if (!makeFolder(inner)) return false;
	try {
		if (!isStale(folder)) return false;
		writeFileSync(pidFile(folder), String(process.pid));
		return true;
	} finally {
		rmSync(inner, { recursive: true, force: true });
	}
}

function isStale(folder: string): boolean {
	const owner = ownerOf(folder);
	const touched = statSync(pidFile(folder), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
	return Date.now() - touched > STALE_AFTER_MS || (owner > 0 && !isRunning(owner));
}

/** The process id in the lock, 0 when its owner has not written it yet. */
function ownerOf(folder: string): number {
	try {
		return Number(readFileSync(pidFile(folder), 'utf8'));
	} catch {
		return 0;
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** False when the folder is there already, or its parent is gone by now. */
function makeFolder(folder: string): boolean {
	try {
		mkdirSync(folder);
		return true;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' || code === 'ENOENT') return false;
		throw error;
	}
}

function touch(folder: string): void {
	const now = new Date();
	if (existsSync(pidFile(folder))) utimesSync(pidFile(folder), now, now);
}

const pidFile = (folder: string) => join(folder, 'pid');
