import type { IDataObject } from 'n8n-workflow';
import { garbage, TOO_LARGE, type Kind, type Post, type Sender } from '../delivery';
import type { Random } from '../random';
import { formEncodings, jsonEncodings, wrappings, type Encoding } from './encodings';

export interface FirmafyPlaces {
	/** The URL that the trigger has registered at Firmafy for signatures by one signer, its secret included. */
	signerUrl: string;
	/** The same for documents that everybody has signed. */
	documentUrl: string;
	pdf: Buffer;
	pdfUrl: string;
	mark: string;
}

const JSON_TEXTS = wrappings.flatMap(jsonEncodings);

/** Deliveries as "Un ejemplo del POST en HTTP que se devuelve" shows them: a form with PDFs, or JSON with links. */
export function firmafy(places: FirmafyPlaces): Sender {
	return {
		name: 'Firmafy',
		kinds: ['forged', 'altered', 'other secret', 'oversized', 'garbage'],
		make: (kind, number, random) => {
			const isComplete = number % 2 === 1;
			const facts = factsOf(places, number, isComplete, random.chance(0.5));
			const encoding = random.pick(random.chance(0.5) ? formEncodings : JSON_TEXTS);
			const url = isComplete ? places.documentUrl : places.signerUrl;
			return {
				provider: 'Firmafy',
				kind,
				key: keyOf({ event: isComplete ? 'documentSigned' : 'signerSigned', ...facts }),
				post: () => ({ ...contentOf(places, kind, facts, encoding, random), url: urlOf(url, kind, random) }),
			};
		},
		keyOf,
	};
}

function keyOf({ event, csv }: IDataObject): string {
	return ['Firmafy', event, csv].join(' ');
}

/** Two events per document: one signer has signed, then everybody has. */
function factsOf({ mark }: FirmafyPlaces, number: number, isComplete: boolean, asText: boolean): IDataObject {
	const signer = (name: string, datesign: string) => ({
		name,
		phone: '612345678',
		nif: '00000000T',
		email: 'soporte@firmafy.com',
		status: 'ACTIVO',
		compliance: String(datesign !== ''),
		datesign,
	});
	const [first, last] = ['2026-02-09 16:06:32', isComplete ? '2026-02-09 16:07:25' : ''];
	const signers = [signer('Ana', first), signer('Juan', last)];
	return {
		type: 'Firmar Documento',
		daterequest: '2026-02-09 16:02:34',
		datesign: last || first,
		status: isComplete ? 'FIRMADO' : 'PENDIENTE',
		subject: 'Firmafy | Solicitud de Firma',
		csv: `${mark}-${Math.floor(number / 2)}`,
		size: '35687',
		sender: 'SYSTEM TEST',
		filename: 'Documento.pdf',
		signer: asText ? JSON.stringify(signers) : signers,
	};
}

/** The PDFs are parts of a multipart form; all else has links to them. */
function contentOf(
	{ pdf, pdfUrl }: FirmafyPlaces,
	kind: Kind,
	facts: IDataObject,
	encoding: Encoding,
	random: Random,
): Omit<Post, 'url'> {
	const isMultipart = [formEncodings[0], formEncodings[2]].includes(encoding);
	const document = isMultipart && kind !== 'oversized' ? { name: 'Documento.pdf', bytes: pdf } : pdfUrl;
	const documents = { docoriginal: document, docsigned: document, docaudit: document };
	if (kind === 'oversized') return JSON_TEXTS[0]({ ...facts, ...documents, subject: TOO_LARGE });
	if (kind !== 'garbage') return encoding({ ...facts, ...documents });
	const { contentType, body } = garbage(random);
	return { headers: { 'Content-Type': contentType }, body };
}

/** Firmafy signs nothing: the secret that the trigger has put into its URL is the proof. */
function urlOf(right: string, kind: Kind, random: Random): string {
	const url = new URL(right);
	const secret = url.searchParams.get('secret') ?? '';
	if (kind === 'forged') url.searchParams.delete('secret');
	if (kind === 'altered') url.searchParams.set('secret', secret.slice(0, -1));
	if (kind === 'other secret') url.searchParams.set('secret', random.bytes(32).toString('hex'));
	return url.href;
}
