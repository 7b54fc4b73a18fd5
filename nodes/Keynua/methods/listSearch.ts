import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { textOf } from '../../runtime/text';
import { listTemplates } from '../resources/documentTemplate/templates';
import { listVerifications, ownList } from '../resources/identityVerification/list';

/** As many as a person still looks through; older ones can be given by ID. */
const MOST_VERIFICATIONS = 200;

/** Keynua has no search in its lists, so the filter works on what was fetched. */
export async function searchVerifications(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const found = await listVerifications(this, ownList, MOST_VERIFICATIONS);
	const named = found.map(({ id, title, documentNumber, status }) => ({
		name: `${title} (${textOf(documentNumber)}, ${status})`,
		value: id,
	}));
	return { results: filtered(named, filter) };
}

/** Own templates and those of the organization, in which the own ones may be a second time. */
export async function searchDocumentTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const own = await listTemplates(this, Infinity, false);
	const organizational = await listTemplates(this, Infinity, true);
	const byId = new Map([...own, ...organizational].map(({ name, templateId }) => [templateId, name]));
	const named = [...byId].map(([value, name]) => ({ name, value }));
	return { results: filtered(named, filter).sort((a, b) => a.name.localeCompare(b.name)) };
}

function filtered<Entry extends { name: string }>(entries: Entry[], filter: string): Entry[] {
	const wanted = filter.trim().toLowerCase();
	return entries.filter(({ name }) => name.toLowerCase().includes(wanted));
}
