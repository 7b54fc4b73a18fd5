import type { Files, StoredPdf } from './files';
import type { DocumentField, Payload } from './payload';
import type { FirmafyReadings } from './switches';

export interface Body {
	/** Undefined for a delivery without the header. */
	contentType?: string;
	bytes: Buffer;
}

/** What the switch calls the content types of JSON. */
const labels = {
	json: 'application/json',
	form: 'application/x-www-form-urlencoded',
	text: 'text/plain',
	none: undefined,
};

/** The body of a delivery. `method` is that of the subscription: 1 a form, 2 JSON. */
export async function encode(
	payload: Payload,
	documents: Record<DocumentField, StoredPdf>,
	method: 1 | 2,
	now: FirmafyReadings,
	files: Files,
): Promise<Body> {
	if (method === 1 && now.form === 'multipart') return await multipartBody(payload, documents, now);
	const entries = Object.entries(documents).map(([field, file]) => [
		field,
		now.documents === 'url' ? files.url(file) : file.bytes.toString('base64'),
	]);
	const links = Object.fromEntries(entries);
	if (method === 1) return urlencodedBody([...formFields(payload, now), ...named(links, now)]);
	const signer = now.signerAsText === 'true' ? JSON.stringify(payload.signer) : payload.signer;
	return jsonBody({ ...payload, signer, ...links }, now);
}

function jsonBody(fields: object, { wrapped, contentType }: FirmafyReadings): Body {
	const text = JSON.stringify(wrapped === 'true' ? { data: fields } : fields);
	return { contentType: labels[contentType], bytes: Buffer.from(text) };
}

type Field = [name: string, value: string];

function urlencodedBody(fields: Field[]): Body {
	const bytes = Buffer.from(new URLSearchParams(fields).toString());
	return { contentType: 'application/x-www-form-urlencoded', bytes };
}

async function multipartBody(
	payload: Payload,
	documents: Record<DocumentField, StoredPdf>,
	now: FirmafyReadings,
): Promise<Body> {
	const form = new FormData();
	for (const [name, value] of formFields(payload, now)) form.append(name, value);
	for (const [field, file] of Object.entries(documents)) {
		const content = new Blob([new Uint8Array(file.bytes)], { type: 'application/pdf' });
		form.append(nameOf(field, now), content, file.name);
	}
	const encoded = new Response(form);
	return {
		contentType: encoded.headers.get('content-type') ?? '',
		bytes: Buffer.from(await encoded.arrayBuffer()),
	};
}

/** The fields with the signers as the text of a list, or each value under a name as PHP writes those of arrays. */
function formFields({ signer, ...fields }: Payload, now: FirmafyReadings): Field[] {
	if (now.formNames === 'flat') return named({ ...fields, signer: JSON.stringify(signer) }, now);
	const people = signer.flatMap((person, index) =>
		Object.entries(person).map<Field>(([key, value]) => [`data[signer][${index}][${key}]`, String(value)]),
	);
	return [...named(fields, now), ...people];
}

function named(fields: object, now: FirmafyReadings): Field[] {
	return Object.entries(fields).map(([name, value]) => [nameOf(name, now), String(value)]);
}

const nameOf = (name: string, { formNames }: FirmafyReadings) =>
	formNames === 'flat' ? name : `data[${name}]`;
