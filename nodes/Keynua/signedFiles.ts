import type { IBinaryKeyData, IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { outputFile } from '../runtime/files';
import { recordsIn, textOf } from '../runtime/text';
import { keynuaFile } from './transport';

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
		const content = await keynuaFile(context, url);
		fetched.binary[field] = await outputFile(context, content, name, 'application/pdf');
		fetched.files.push({ field, fileName: name });
	}
	return fetched;
}

/** What a delivery of ContractFinished has to fetch ("Propiedades de un PDF item"). */
export function filesOfFinished(
	{ pdfItems, title, contractId }: IDataObject,
	individual: boolean,
): SignedFile[] {
	const named = textOf(title ?? contractId);
	return recordsIn(pdfItems).flatMap((item, index) => [
		{ name: index === 0 ? `${named}.pdf` : `${named} (${textOf(item.title)}).pdf`, url: textOf(item.url) },
		...(individual ? individualFiles(item) : []),
	]);
}

function individualFiles({ individuals }: IDataObject): SignedFile[] {
	return recordsIn(individuals).map(({ title, url }) => ({ name: textOf(title), url: textOf(url) }));
}
