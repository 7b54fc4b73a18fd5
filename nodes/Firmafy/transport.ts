import type { IDataObject } from 'n8n-workflow';
import { multipart, type InputFile } from '../runtime/files/files';
import { fetchFile } from '../runtime/files/links';
import { credentialsOf, request } from '../runtime/http/request';
import type { Body, Caller, FileStream } from '../runtime/http/provider';
import { firmafy, type FirmafyEndpoint } from './provider';
import { session } from './session';

/** The fields of the form, without `action`, `token` and `id_show`. */
export type Fields = Record<string, string>;

export interface Form {
	fields?: Fields;
	/** A file that goes along as a part of the form; the form is multipart then. */
	file?: { part: string; content: InputFile };
	/** What in the fields must not be shown when Firmafy repeats it. */
	secrets?: string[];
	/** One action is documented without the account's id_show. */
	withoutIdShow?: boolean;
}

/**
 * Calls an action of Firmafy's API with the credential's session, and gives its answer without the field `error`:
 * n8n takes an item with such a field for a failed one.
 */
export async function firmafyRequest(
	context: Caller,
	endpoint: FirmafyEndpoint,
	form: Form = {},
): Promise<IDataObject> {
	const { idShow } = await credentialsOf(context, firmafy);
	let token = '';
	const body = async (sessionGone: boolean) => {
		token = (await session(context, sessionGone ? token : undefined)).token;
		const account: Fields = form.withoutIdShow ? {} : { id_show: String(idShow) };
		return encoded({ action: endpoint.action, token, ...account, ...form.fields }, form.file);
	};
	const answer = await request(context, firmafy, endpoint, {
		body,
		secrets: () => [token, ...(form.secrets ?? [])],
	});
	return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'error'));
}

/** Fetches a document from a link in a delivery. Links take no session. */
export async function firmafyFile(context: Caller, url: string): Promise<FileStream> {
	return await fetchFile(context, firmafy, url);
}

function encoded(fields: Fields, file: Form['file']): Body {
	if (!file) return new URLSearchParams(fields);
	const form = multipart([file.content], file.part);
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}
