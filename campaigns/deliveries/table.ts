import { grouped } from './grouped';
import type { MemoryReading } from './memory';
import type { DeliveriesOutcome } from './run';

const SHOWN_CASES = 20;
/** By how much the memory may be higher in the last fifth of the time than in the second. */
const MAY_GROW = 1.25;

/** What was sent, how it was answered, and what it started, as a table in Markdown. */
export function table({ answers, executions, verdict, sendingMs }: DeliveriesOutcome): string {
	const started = new Map<string, number>();
	for (const { key } of executions) started.set(key, (started.get(key) ?? 0) + 1);
	const lines = [
		'| Provider | Delivery | Sent | Redelivered | Answers | Executions |',
		'| --- | --- | --: | --: | --- | --: |',
	];
	const rows = grouped(answers, ([{ provider, kind }]) => `${provider} | ${kind}`);
	for (const [name, sent] of [...rows].sort(([one], [other]) => one.localeCompare(other))) {
		const all = sent.flatMap(([, given]) => given);
		const count = sent.reduce((sum, [{ key }]) => sum + (started.get(key) ?? 0), 0);
		lines.push(`| ${name} | ${sent.length} | ${all.length - sent.length} | ${counted(all)} | ${count} |`);
	}
	const sendings = [...answers.values()].flat().length;
	return [
		...lines,
		'',
		`- Good deliveries lost: ${verdict.lost.length}; started twice: ${verdict.doubled.length}; turned away: ${verdict.turnedAway.length}.`,
		`- Bad deliveries that started a workflow: ${verdict.wronglyStarted.length}; answered 200: ${verdict.wronglyAnswered.length}.`,
		`- Executions: ${executions.length}, of which did not end well: ${verdict.notDone.length}. Started again because an answer was lost: ${verdict.startedAgain.length}.`,
		`- ${sendings} sendings in ${Math.round(sendingMs / 1000)} s: ${Math.round((1000 * sendings) / sendingMs)}/s.`,
	].join('\n');
}

function counted(statuses: number[]): string {
	const counts = grouped(statuses, (status) => status);
	const sorted = [...counts].sort(([one], [other]) => one - other);
	return sorted.map(([status, all]) => `${status || 'none'}: ${all.length}`).join(', ');
}

interface Circumstances {
	/** n8n was killed: executions may have been cut off, and answers may have been lost. */
	mayBeInterrupted: boolean;
	memory?: MemoryReading;
}

/** Each promise that was not kept, with its cases, in sentences. Empty when all were kept. */
export function offences(
	{ verdict }: DeliveriesOutcome,
	{ mayBeInterrupted, memory }: Circumstances,
): string[] {
	const found = [
		...cases('Answered 200 and in no execution', verdict.lost),
		...cases('Started more than once', verdict.doubled),
		...cases('Started by no good delivery', verdict.wronglyStarted),
		...cases('Good and turned away', verdict.turnedAway),
		...cases('Bad and answered 200', verdict.wronglyAnswered),
	];
	if (!mayBeInterrupted) {
		const notDone = verdict.notDone.map(
			({ executionId, key, status }) => `${executionId} of ${key}: ${status}`,
		);
		found.push(...cases('Executions that did not end well', notDone));
		found.push(...cases('Started again although n8n was up', verdict.startedAgain));
	}
	if (memory) found.push(...grown(memory));
	return found;
}

function cases(what: string, names: string[]): string[] {
	if (names.length === 0) return [];
	const more = names.length > SHOWN_CASES ? [`  … and ${names.length - SHOWN_CASES} more`] : [];
	return [`${what}: ${names.length}`, ...names.slice(0, SHOWN_CASES).map((name) => `  ${name}`), ...more];
}

function grown({ tenths }: MemoryReading): string[] {
	const [early, late] = [Math.max(tenths[2], tenths[3]), Math.max(tenths[8], tenths[9])];
	if (late <= early * MAY_GROW) return [];
	return [`n8n's memory grew from ${early} MB in the second fifth of the time to ${late} MB in the last`];
}
