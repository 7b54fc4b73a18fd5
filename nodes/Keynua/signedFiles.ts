import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { outputFile } from '../runtime/files/files';
import { TriggerFields } from '../runtime/form/trigger';
import { recordsIn, textOf } from '../runtime/text';
import { wholeFile } from '../runtime/files/wholeFile';
import { whyNotAsked } from './confirm';
import { contractWithItems, type Contract } from './resources/contract/contractItems';
import { keynua, keynuaPdf } from './transport';
import { triggerFields } from './triggerFields';

/** A PDF to fetch, the name it gets, and whose signatures are in it where Keynua tells. */
export interface SignedFile {
	name: string;
	url: string;
	userIds?: unknown[];
}

/** The files as binary data, and a list that says which field holds which. */
export interface Fetched {
	binary: IBinaryKeyData;
	files: IDataObject[];
}

/** Fetches PDFs. The first is in the field `firstField`; further ones are numbered: data, data_2, data_3. */
export async function fetchFiles(
	context: IExecuteFunctions,
	files: SignedFile[],
	firstField: string,
): Promise<Fetched> {
	const fetched: Fetched = { binary: {}, files: [] };
	for (const [index, file] of files.entries()) await fetchInto(context, fetched, file, firstField, index);
	return fetched;
}

async function fetchInto(
	context: IExecuteFunctions,
	{ binary, files }: Fetched,
	{ name, url, userIds }: SignedFile,
	firstField: string,
	index: number,
): Promise<void> {
	const field = index === 0 ? firstField : `${firstField}_${index + 1}`;
	binary[field] = await wholeFile(
		context,
		keynua.name,
		async () => await keynuaPdf(context, url),
		async (content) => await outputFile(context, content, name, 'application/pdf'),
	);
	files.push({ field, fileName: name, ...(userIds && { userIds }) } as IDataObject);
}

/** Where the contract has the PDFs of an item's type: `pdf` for the final one, `dsignature` for the digitally signed one. */
export function urlsOf({ items }: Contract, type: string): string[] {
	const made = items.filter((item) => item.type === type && item.state === 'success' && item.value?.url);
	return made.map(({ value }) => textOf(value?.url));
}

/** Where the process signs digitally, this is the file that counts. It is made of the final PDF. */
export function digitallySigned(contract: Contract): SignedFile[] {
	const name = digitalName(contract.title ?? contract.id);
	return urlsOf(contract, 'dsignature').map((url) => ({ name, url }));
}

function digitalName(named: unknown): string {
	return `${textOf(named)} (digitally signed).pdf`;
}

/** The file that counts comes first. */
export function finalFiles(contract: Contract): SignedFile[] {
	const name = `${textOf(contract.title ?? contract.id)}.pdf`;
	return [...digitallySigned(contract), ...urlsOf(contract, 'pdf').map((url) => ({ name, url }))];
}

/** Of each final PDF, those per document of the contract, and those per group of signers, with the group's people. */
export function individualFilesOf(contract: Contract): SignedFile[] {
	const pdfs = contract.items.filter(({ type, state }) => type === 'pdf' && state === 'success');
	return pdfs.flatMap(({ value }) => [
		...listOf(value?.individualDocsUrls).map((url, index) => documentFile(contract, textOf(url), index)),
		...recordsIn(value?.userGroupDocs).map((file) => groupFile(contract, file)),
	]);
}

function documentFile({ documents }: Contract, url: string, index: number): SignedFile {
	const name = textOf(recordsIn(documents)[index]?.name);
	return { name: name || `document-${index + 1}.pdf`, url };
}

function groupFile({ id, title, users }: Contract, { url, userIds }: IDataObject): SignedFile {
	const ids = listOf(userIds);
	const isMember = (user: IDataObject) => ids.some((one) => textOf(one) === textOf(user.id));
	const people = recordsIn(users).filter(isMember);
	const names = people.map((user) => textOf(user.name) || `signer ${textOf(user.id)}`).join(', ');
	return { name: `${textOf(title ?? id)} (${names}).pdf`, url: textOf(url), userIds: ids };
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/**
 * What the trigger gives for an event, with the signed PDFs of a finished contract. A file that cannot be fetched keeps
 * neither the event nor the other files from the workflow: the reason is in the output instead.
 *
 * @param contract as Keynua confirmed it: its files are taken, and not those that the delivery names
 */
export async function withSignedFiles(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	contract?: Contract,
): Promise<INodeExecutionData> {
	if (item.json.event !== 'ContractFinished') return item;
	const filled = new TriggerFields(context, triggerFields);
	const individual = filled.boolean('downloadIndividual');
	const firstField = filled.text('outputDataFieldName');
	const fetched: Fetched = { binary: {}, files: [] };
	const { files, filesNotFetched } = contract
		? { files: filesOfContract(contract, individual), filesNotFetched: [] as IDataObject[] }
		: await filesOf(context, item.json, individual);
	for (const [index, file] of files.entries()) {
		try {
			await fetchInto(context, fetched, file, firstField, index);
		} catch (error) {
			filesNotFetched.push({ fileName: file.name, reason: (error as Error).message });
		}
	}
	const missing = filesNotFetched.length > 0 && { filesNotFetched };
	return { ...item, json: { ...item.json, files: fetched.files, ...missing }, binary: fetched.binary };
}

interface Found {
	files: SignedFile[];
	filesNotFetched: IDataObject[];
}

function filesOfContract(contract: Contract, individual: boolean): SignedFile[] {
	return [...finalFiles(contract), ...(individual ? individualFilesOf(contract) : [])];
}

/** The event tells neither the digitally signed file nor whether the process signs digitally: only the contract does. */
async function filesOf(
	context: IExecuteFunctions,
	finished: IDataObject,
	individual: boolean,
): Promise<Found> {
	const files = filesOfFinished(finished, individual);
	const { contractId, title } = finished;
	const reason = whyNotAsked(context);
	if (reason !== undefined) {
		const names = [digitalName(title ?? contractId), ...files.map(({ name }) => name)];
		return { files: [], filesNotFetched: names.map((fileName) => ({ fileName, reason })) };
	}
	try {
		const contract = await contractWithItems(context, textOf(contractId), Infinity);
		return { files: [...digitallySigned(contract), ...files], filesNotFetched: [] };
	} catch (error) {
		const reason = `Keynua could not be asked whether there is such a file: ${(error as Error).message}`;
		return { files, filesNotFetched: [{ fileName: digitalName(title ?? contractId), reason }] };
	}
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
