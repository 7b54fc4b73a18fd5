import { shape, oneOf, flag } from '../check';
import type { Files, StoredPdf } from './files';
import type { DocumentField, Payload } from './payload';

/** What the documents leave open about a delivery's body, so that a receiver can be tried with all of it. */
export interface Format {
	/** `method` 1, "POST array": the documents speak of multipart; without files it may as well be urlencoded. */
	form: 'multipart' | 'urlencoded';
	/** How the PDFs come when they are no parts of a multipart form. */
	documents: 'url' | 'base64';
	/** Of JSON (`method` 2): whether everything lies in `data`, as integrators met it. */
	wrapped: boolean;
	/** Of JSON: whether `signer` is the text of a list instead of a list. */
	signerAsText: boolean;
}

export const usualFormat: Format = {
	form: 'multipart',
	documents: 'url',
	wrapped: false,
	signerAsText: false,
};

export const checkFormat = shape(
	{},
	{
		form: oneOf('multipart', 'urlencoded'),
		documents: oneOf('url', 'base64'),
		wrapped: flag,
		signerAsText: flag,
	},
);

export interface Body {
	contentType: string;
	bytes: Buffer;
}

/** The body of a delivery. `method` is that of the subscription: 1 a form, 2 JSON. */
export async function encode(
	payload: Payload,
	documents: Record<DocumentField, StoredPdf>,
	method: 1 | 2,
	format: Format,
	files: Files,
): Promise<Body> {
	if (method === 1 && format.form === 'multipart') return await multipartBody(payload, documents);
	const entries = Object.entries(documents).map(([field, file]) => [
		field,
		format.documents === 'url' ? files.url(file) : file.bytes.toString('base64'),
	]);
	const links = Object.fromEntries(entries);
	if (method === 1) return formBody({ ...payload, signer: JSON.stringify(payload.signer), ...links });
	const signer = format.signerAsText ? JSON.stringify(payload.signer) : payload.signer;
	return jsonBody({ ...payload, signer, ...links }, format.wrapped);
}

function jsonBody(fields: object, wrapped: boolean): Body {
	const text = JSON.stringify(wrapped ? { data: fields } : fields);
	return { contentType: 'application/json', bytes: Buffer.from(text) };
}

function formBody(fields: Record<string, string>): Body {
	const bytes = Buffer.from(new URLSearchParams(fields).toString());
	return { contentType: 'application/x-www-form-urlencoded', bytes };
}

async function multipartBody(
	{ signer, ...fields }: Payload,
	documents: Record<DocumentField, StoredPdf>,
): Promise<Body> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('signer', JSON.stringify(signer));
	for (const [name, file] of Object.entries(documents)) {
		const content = new Blob([new Uint8Array(file.bytes)], { type: 'application/pdf' });
		form.append(name, content, file.name);
	}
	const encoded = new Response(form);
	return {
		contentType: encoded.headers.get('content-type') ?? '',
		bytes: Buffer.from(await encoded.arrayBuffer()),
	};
}
