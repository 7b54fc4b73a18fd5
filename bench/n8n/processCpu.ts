import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its clock ticks. */
const MS_PER_TICK = 10;

/** CPU time that a process has used so far, in milliseconds, its own and the kernel's for it. */
export function processCpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field is the program's name in brackets, which may hold spaces.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
