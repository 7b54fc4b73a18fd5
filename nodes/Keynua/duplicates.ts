import { createHash } from 'node:crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Delivery } from './webhook';

const KEPT = 300;

/** Deliveries whose start is not in the database yet, so that two at the same moment start the workflow once. */
const underWay = new Set<string>();

/**
 * Whether the same delivery was accepted before: the same event with the same content, however it was signed. Links
 * count without their query, since each time they are signed anew.
 *
 * The last 300 are remembered in the workflow's static data, which n8n keeps for published workflows only, and saves
 * when the delivery was dealt with. Two at the same moment are told apart within one n8n process, not across several.
 */
export function isDuplicate(context: IWebhookFunctions, delivery: Delivery): boolean {
	if (context.getMode() === 'manual') return false;
	const mark = markOf(delivery);
	const place = `${context.getWorkflow().id}:${context.getNode().id}:${mark}`;
	const memory = context.getWorkflowStaticData('node');
	const accepted = (memory.accepted ?? []) as string[];
	if (underWay.has(place) || accepted.includes(mark)) return true;
	memory.accepted = [...accepted, mark].slice(-KEPT);
	remember(place);
	return false;
}

function remember(place: string): void {
	underWay.add(place);
	const [oldest] = underWay;
	if (underWay.size > KEPT) underWay.delete(oldest);
}

function markOf({ type, accountId, payload }: Delivery): string {
	const content = JSON.stringify([type, accountId, payload], (_, value: unknown) =>
		typeof value === 'string' && /^https?:\/\//.test(value) ? value.split('?')[0] : (value as IDataObject),
	);
	return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
