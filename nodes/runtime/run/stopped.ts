import type { IExecuteFunctions } from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';
import type { Outcome } from './report';

/** What n8n keeps beside an execution: ten values, texts of at most 512 characters. A workflow may have some of its own. */
interface CustomData {
	set(key: string, value: string): void;
}

const UNDER_WAY = 'under way, so it may have been carried out: look it up';

const LONGEST_VALUE = 512;
const LONGEST_KEY_BEGINNING = 30;
const MOST_VALUES = 8;

/**
 * n8n saves an execution at the moment when it is stopped, and takes nothing from its nodes after that, neither output nor
 * error. What it saves then includes custom data, which it shows with the execution ("Highlighted data"). So that nobody
 * has to guess which contracts were made before a workflow was stopped, they are named there, as well as what was under
 * way. To be called at that moment, and again when what was under way has ended: n8n's log then names it.
 *
 * @param underWay the items that are being worked on
 */
export function tellStopped(
	context: IExecuteFunctions,
	operation: Operation,
	outcomes: Array<Outcome | undefined>,
	underWay: ReadonlySet<number>,
): void {
	if (effectOf(operation) === 'read') return;
	const entries = outcomes.flatMap((outcome, item) =>
		underWay.has(item) ? [`item ${item}: ${UNDER_WAY}`] : entryOf(outcome, item, operation.idField ?? 'id'),
	);
	if (entries.length === 0) return;
	const { name } = context.getNode();
	const notStarted = outcomes.filter((outcome, item) => outcome === undefined && !underWay.has(item)).length;
	const summary = `Stopped during "${operation.name}". Not started: ${notStarted} of ${outcomes.length} items.`;
	context.logger.warn(
		`Execution ${context.getExecutionId()}, node "${name}": ${summary} ${entries.join('; ')}`,
	);
	const customData = customDataOf(context);
	const key = keyFrom(name);
	customData?.set(`${key}_stopped`, summary);
	piecesOf(entries).forEach((piece, index) => customData?.set(`${key}_done_${index + 1}`, piece));
}

/** n8n 1 takes letters without accents, digits and underscores, and throws at whatever else. */
function keyFrom(name: string): string {
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
	return plain.replace(/[^A-Za-z0-9_]/g, '_').slice(0, LONGEST_KEY_BEGINNING);
}

/** Older n8n versions have it for expressions only, so it is taken from there. */
function customDataOf(context: IExecuteFunctions): CustomData | undefined {
	const { $execution } = context.getWorkflowDataProxy(0) as { $execution?: { customData?: CustomData } };
	return $execution?.customData;
}

/** What was done, and what may have been. */
function entryOf(outcome: Outcome | undefined, item: number, idField: string): string[] {
	if (!outcome) return [];
	if ('error' in outcome) {
		return outcome.error.context.fate === 'unknown' ? [`item ${item}: may have been carried out`] : [];
	}
	const ids = outcome.items.map(({ json }) => json[idField]).filter((id) => id !== undefined && id !== null);
	return [`item ${item}: ${ids.length > 0 ? ids.map(String).join(', ') : 'done'}`];
}

/** As many entries in a value as fit; the last value says how many found no room. */
function piecesOf(entries: string[]): string[] {
	const pieces: string[] = [];
	for (const [index, entry] of entries.entries()) {
		const longer = pieces.length > 0 ? `${pieces.at(-1)}; ${entry}` : entry;
		if (pieces.length > 0 && longer.length <= LONGEST_VALUE) pieces[pieces.length - 1] = longer;
		else if (pieces.length < MOST_VALUES) pieces.push(entry);
		else return [...pieces, `${entries.length - index} more, which are in n8n’s log`];
	}
	return pieces;
}
