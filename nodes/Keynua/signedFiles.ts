import type { IBinaryKeyData, IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { outputFile } from '../runtime/files';
import { wholeFile } from '../runtime/wholeFile';
import { keynua, keynuaPdf } from './transport';

/** A PDF to fetch, and the name it gets. */
export interface SignedFile {
	name: string;
	url: string;
}

/** The files as binary data, and a list that says which field holds which. */
export interface Fetched {
	binary: IBinaryKeyData;
	files: IDataObject[];
}

/** Fetches PDFs. The first is in the field `firstField`; further ones are numbered: data, data_2, data_3. */
export async function fetchFiles(
	context: IExecuteFunctions | IWebhookFunctions,
	files: SignedFile[],
	firstField: string,
): Promise<Fetched> {
	const fetched: Fetched = { binary: {}, files: [] };
	for (const [index, { name, url }] of files.entries()) {
		const field = index === 0 ? firstField : `${firstField}_${index + 1}`;
		fetched.binary[field] = await wholeFile(
			context,
			keynua.name,
			async () => await keynuaPdf(context, url),
			async (content) => await outputFile(context, content, name, 'application/pdf'),
		);
		fetched.files.push({ field, fileName: name });
	}
	return fetched;
}

/** What a delivery of ContractFinished has to fetch ("Propiedades de un PDF item"). */
export function filesOfFinished(
	{ pdfItems, title, contractId }: IDataObject,
	individual: boolean,
): SignedFile[] {
	const items = (Array.isArray(pdfItems) ? pdfItems : []) as IDataObject[];
	const named = String(title ?? contractId);
	return items.flatMap((item, index) => [
		{ name: index === 0 ? `${named}.pdf` : `${named} (${String(item.title)}).pdf`, url: String(item.url) },
		...(individual ? individualFiles(item) : []),
	]);
}

function individualFiles({ individuals }: IDataObject): SignedFile[] {
	const files = (Array.isArray(individuals) ? individuals : []) as IDataObject[];
	return files.map(({ title, url }) => ({ name: String(title), url: String(url) }));
}
