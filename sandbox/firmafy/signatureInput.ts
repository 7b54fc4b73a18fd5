import { PDFDocument } from 'pdf-lib';
import { type Check, listOf, number, oneOf, shape, text } from '../check';
import { bit, credentialsAgain, emailField, emailList, jsonOf, moment } from './fields';
import type { Form } from './form';
import { refusal } from './refusal';

const required = text({ empty: false });

/** A number in the documents; a text of digits in Firmafy's own samples and in the plugin. */
const phone: Check<number> = (value, name) => {
	const digits = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return number({ min: 100000, max: 999999999999999, integer: true })(digits, name);
};

/**
 * The documents call all of a person's data mandatory. Firmafy's samples have a `role`, no `type_notifications`, and empty
 * texts for what a person has not; the plugin sends people without `cargo`.
 */
const checkSigner = shape(
	{ nombre: required, nif: required, email: text(), telefono: phone },
	{
		cargo: text(),
		role: text(),
		type_notifications: oneOf('email', 'sms', 'email,sms'),
		empresa: text(),
		cif: text(),
	},
);

type Told = 'email' | 'sms' | 'email,sms';
export type SignerInput = ReturnType<typeof checkSigner> & { type_notifications: Told };

/** "signer": personal data is mandatory; `email` may be empty only with `"type_notifications": "sms"`. */
const checkWholeSigner: Check<SignerInput> = (value, name) => {
	const checked = checkSigner(value, name);
	const signer = { ...checked, type_notifications: checked.type_notifications ?? 'email' };
	if (signer.email) emailField(signer.email, `${name}.email`);
	else if (signer.type_notifications !== 'sms') throw refusal(`${name}.email is required`);
	if (!/^([XYZ]\d{7}|\d{8})[A-Z]$/.test(signer.nif)) throw refusal(`${name}.nif must be a DNI or NIE`);
	if (!signer.empresa !== !signer.cif) {
		throw refusal(`${name} must have both empresa and cif, or neither`);
	}
	return signer;
};

const checkBox = shape(
	{
		signer: number({ min: 1, integer: true }),
		x: number({ min: 0, max: 210 }),
		y: number({ min: 0, max: 297 }),
		side: oneOf(0, 1),
		width: number({ min: 1, max: 210 }),
		height: number({ min: 1, max: 297 }),
	},
	{},
);

export type Box = ReturnType<typeof checkBox>;

const checkFields = shape(
	{
		action: required,
		token: required,
		id_show: required,
		signer: jsonOf(listOf(checkWholeSigner, { min: 1 })),
	},
	{
		...credentialsAgain,
		pdf_name: required,
		pdf_base64: required,
		pdf_url: required,
		// Spanish is the default, and "no hay que indicar el parámetro en español".
		document_lang: oneOf('EN', 'IT', 'CA', 'FR'),
		template_name: required,
		coordenadas: jsonOf(listOf(listOf(checkBox))),
		subject: required,
		message: required,
		cco: emailList,
		signer_priority: bit,
		mail_notification: bit,
		fecha_vencimiento: moment,
		'reply-to': emailField,
	},
);

export type SignatureInput = ReturnType<typeof checkFields> & {
	document: { name: string; bytes: Buffer; pages: number };
};

/**
 * Reads the form of `action=request` with its document.
 * Refuses, naming the field, what the documents do not allow.
 */
export async function readSignatureInput({ fields, files }: Form): Promise<SignatureInput> {
	const input = checkFields({ ...fields }, '');
	const other = Object.keys(files).find((name) => name !== 'pdf');
	if (other) throw refusal(`${other} is not a documented file`);
	const { name, bytes } = await documentOf(input, files.pdf);
	const pages = await pageCount(bytes);
	assertBoxes(input.coordenadas, pages, input.signer.length);
	return { ...input, document: { name, bytes, pages } };
}

/** "pdf": the file itself, or `pdf_name` with one of `pdf_base64` and `pdf_url` "habría que omitir el parámetro pdf". */
async function documentOf(
	{ pdf_name, pdf_base64, pdf_url }: ReturnType<typeof checkFields>,
	file: Form['files'][string] | undefined,
): Promise<{ name: string; bytes: Buffer }> {
	const ways = [file, pdf_base64, pdf_url].filter((way) => way !== undefined);
	if (ways.length !== 1) throw refusal('Exactly one of pdf, pdf_base64 and pdf_url is required');
	if (file) {
		if (pdf_name !== undefined) throw refusal('pdf_name does not go with pdf: the file has its own name');
		if (file.type !== 'application/pdf') throw refusal('pdf must be of the type application/pdf');
		return file;
	}
	if (pdf_name === undefined) throw refusal('pdf_name is required');
	const bytes = pdf_base64 !== undefined ? decoded(pdf_base64) : await fetched(String(pdf_url));
	return { name: pdf_name, bytes };
}

/** Plain, or in lines of 76 characters as MIME has it: both are known to be taken. */
function decoded(base64: string): Buffer {
	const compact = base64.replace(/\r\n/g, '');
	const bytes = Buffer.from(compact, 'base64');
	if (bytes.toString('base64') !== compact) throw refusal('pdf_base64 is not base64');
	return bytes;
}

async function fetched(url: string): Promise<Buffer> {
	if (!/^https?:\/\//.test(url)) throw refusal('pdf_url must be an address');
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
		if (!answer.ok) throw refusal(`pdf_url answers ${answer.status}`);
		return Buffer.from(await answer.arrayBuffer());
	} catch (error) {
		throw refusal('pdf_url cannot be fetched', String(error));
	}
}

async function pageCount(bytes: Buffer): Promise<number> {
	try {
		return (await PDFDocument.load(bytes, { ignoreEncryption: true })).getPageCount();
	} catch {
		throw refusal('The document is not a PDF');
	}
}

/** One element per page, empty for a page without boxes; `signer` counts from 1. */
function assertBoxes(pages: Box[][] | undefined, pageCount: number, signers: number): void {
	if (!pages) return;
	if (pages.length !== pageCount) {
		throw refusal(`coordenadas must have one element per page: ${pageCount}, not ${pages.length}`);
	}
	const unknown = pages.flat().find(({ signer }) => signer > signers);
	if (unknown) throw refusal(`coordenadas: there is no signer ${unknown.signer}`);
}
