import { readFileSync, writeFileSync } from 'node:fs';

/** What something cost this process. */
export interface Cost {
	ms: number;
	cpuMs: number;
	/** The highest resident memory while it ran, above what there was before, in bytes. */
	peakBytes: number;
}

export async function measure<T>(work: () => Promise<T>): Promise<Cost & { result: T }> {
	global.gc?.();
	resetPeak();
	const before = process.memoryUsage.rss();
	const cpu = process.cpuUsage();
	const started = performance.now();
	const result = await work();
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	return { result, ms, cpuMs: (user + system) / 1000, peakBytes: Math.max(0, peak() - before) };
}

/** Linux forgets the highest resident memory of a process on request; elsewhere it is that since the start. */
function resetPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// Not Linux, or not allowed: then a fresh process per measurement has to do.
	}
}

function peak(): number {
	try {
		const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
		return Number(kilobytes) * 1024;
	} catch {
		return process.resourceUsage().maxRSS * 1024;
	}
}
