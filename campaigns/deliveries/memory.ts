import { readFileSync } from 'node:fs';

const EVERY_MS = 500;
const MB = 1e6;

/** How much memory a process had resident while it was watched, in MB. */
export interface MemoryReading {
	/** The highest of each tenth of the time. */
	tenths: number[];
	peak: number;
}

/** Reads a process's resident memory twice a second. */
export function watchMemory(pid: number): { stop(): MemoryReading } {
	const samples: number[] = [];
	const timer = setInterval(() => samples.push(residentMb(pid)), EVERY_MS);
	return {
		stop: () => {
			clearInterval(timer);
			return readingOf(samples);
		},
	};
}

export function readingOf(samples: number[]): MemoryReading {
	const tenths = Array.from({ length: 10 }, (_, tenth) => {
		const from = Math.floor((samples.length * tenth) / 10);
		const to = Math.floor((samples.length * (tenth + 1)) / 10);
		return Math.round(Math.max(0, ...samples.slice(from, to)));
	});
	return { tenths, peak: Math.max(...tenths) };
}

function residentMb(pid: number): number {
	const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return (Number(kilobytes) * 1024) / MB;
}
