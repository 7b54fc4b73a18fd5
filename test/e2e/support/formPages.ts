import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { waitFor } from '../../../tools/n8n/waitFor';

const PAGE_WITHIN_MS = 60_000;

export interface Upload {
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** The public address of a form trigger that is published. */
export function formUrl(n8nUrl: string, { webhookId }: INode): string {
	return `${n8nUrl}/form/${webhookId}`;
}

/** A page that the person sees: its address, and its text without tags. */
export interface Page {
	url: string;
	text: string;
}

/** Opens the first page of a form. */
export async function openForm(url: string): Promise<Page> {
	const { data } = await axios.get<string>(url);
	return { url, text: textOf(data) };
}

/**
 * Fills in a page in the order of its fields and sends it, as the page's own script does.
 * @returns the next page, once the workflow has come to it
 */
export async function submit(page: { url: string }, ...values: Array<string | Upload>): Promise<Page> {
	const body = new FormData();
	values.forEach((value, index) => {
		if (typeof value === 'string') return body.append(`field-${index}`, value);
		const file = new Blob([new Uint8Array(value.content)], { type: value.mimeType });
		body.append(`field-${index}`, file, value.fileName);
	});
	const { data } = await axios.post<{ formWaitingUrl?: string }>(page.url, body);
	return await waitingPage(data.formWaitingUrl ?? page.url);
}

/** Sends a form whose workflow shows no further page. */
export async function submitAndLeave(page: { url: string }, ...values: string[]): Promise<void> {
	const body = new FormData();
	values.forEach((value, index) => body.append(`field-${index}`, value));
	await axios.post(page.url, body);
}

async function waitingPage(url: string): Promise<Page> {
	const status = new URL(url);
	status.pathname += '/n8n-execution-status';
	await waitFor('the next page of the form', PAGE_WITHIN_MS, async () => {
		const { data } = await axios.get<unknown>(status.href, { validateStatus: () => true });
		return String(data) === 'form-waiting' || undefined;
	});
	const { data } = await axios.get<string>(url);
	// A last page has nothing to fill in; it tells the workflow by itself that it was shown.
	if (!data.includes('<form')) await axios.post(url, {});
	return { url, text: textOf(data) };
}

function textOf(html: string): string {
	const body = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
	return body
		.replaceAll('&#x27;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ')
		.trim();
}
