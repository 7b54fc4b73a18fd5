import { createHash } from 'node:crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** How many deliveries of a node this process remembers. */
const REMEMBERED_HERE = 10_000;
/** How many are kept with the workflow, for the time after a restart. Each delivery writes them all. */
const REMEMBERED_BY_N8N = 500;

/** By node. Also tells deliveries apart that arrive at the same moment, each of which sees its own static data. */
const taken = new Map<string, Set<string>>();

/** What tells one event from another: Firmafy gives it no number. Redeliveries have all of it in common. */
export function markOf(event: string, { csv, status, datesign, signer }: IDataObject): string {
	const signed = Array.isArray(signer)
		? signer.map((entry) => (entry as IDataObject | null)?.datesign)
		: signer;
	const facts = JSON.stringify([event, csv, status, datesign, signed]);
	return createHash('sha256').update(facts).digest('hex').slice(0, 32);
}

/**
 * Claims a delivery for this workflow.
 * @returns false when it was claimed before: it is a redelivery, and nothing is to be started
 */
export function claim(context: IWebhookFunctions, mark: string): boolean {
	const marks = marksOf(context);
	const isNew = !marks.has(mark);
	marks.add(mark);
	for (const oldest of marks) {
		if (marks.size <= REMEMBERED_HERE) break;
		marks.delete(oldest);
	}
	// n8n 2.41 saves this only with deliveries that start nothing; other versions save it with each one.
	context.getWorkflowStaticData('node').seen = [...marks].slice(-REMEMBERED_BY_N8N);
	return isNew;
}

/** Gives a claim back: the delivery could not be taken, and Firmafy is to send it again. */
export function release(context: IWebhookFunctions, mark: string): void {
	const marks = marksOf(context);
	marks.delete(mark);
	context.getWorkflowStaticData('node').seen = [...marks].slice(-REMEMBERED_BY_N8N);
}

function marksOf(context: IWebhookFunctions): Set<string> {
	const owner = [context.getMode(), context.getWorkflow().id, context.getNode().id].join('/');
	const { seen = [] } = context.getWorkflowStaticData('node') as { seen?: string[] };
	const marks = taken.get(owner) ?? new Set(seen);
	taken.set(owner, marks);
	return marks;
}
