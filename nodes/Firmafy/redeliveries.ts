import { createHash } from 'node:crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** As many as a busy account gets in the 60 minutes in which Firmafy repeats deliveries, and some. */
const REMEMBERED = 500;

/** n8n saves static data when a delivery has been taken. Until then, and for deliveries that come at the same time: */
const FRESH_MS = 5 * 60 * 1000;

interface Fresh {
	owner: string;
	mark: string;
	until: number;
}

let fresh: Fresh[] = [];

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
	const now = Date.now();
	const owner = ownerOf(context);
	fresh = fresh.filter(({ until }) => until > now);
	const kept = context.getWorkflowStaticData('node');
	const recent = fresh.filter((entry) => entry.owner === owner).map((entry) => entry.mark);
	const seen = new Set([...((kept.seen ?? []) as string[]), ...recent]);
	if (seen.has(mark)) return false;
	fresh.push({ owner, mark, until: now + FRESH_MS });
	kept.seen = [...seen, mark].slice(-REMEMBERED);
	return true;
}

/** Gives a claim back: the delivery could not be taken, and Firmafy is to send it again. */
export function release(context: IWebhookFunctions, mark: string): void {
	const owner = ownerOf(context);
	const kept = context.getWorkflowStaticData('node');
	fresh = fresh.filter((entry) => entry.owner !== owner || entry.mark !== mark);
	kept.seen = ((kept.seen ?? []) as string[]).filter((seen) => seen !== mark);
}

function ownerOf(context: IWebhookFunctions): string {
	return `${context.getMode()}/${context.getWorkflow().id}/${context.getNode().id}`;
}
