import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/item';
import type { Operation } from '../../../runtime/operation';
import { textOf } from '../../../runtime/text';
import { fetchFiles, type SignedFile } from '../../signedFiles';
import { contractField } from '../../locators';
import { contractWithItems, getContract, type Contract } from './contractItems';

export const downloadSigned: Operation = {
	name: 'Download Signed Documents',
	action: 'Download the signed documents of a contract',
	description: 'Get the signed PDFs of a finished contract as files',
	endpoints: [getContract],
	properties: [
		contractField,
		{
			displayName: 'Documents',
			name: 'signedDocuments',
			type: 'options',
			options: [
				{
					name: 'Final PDF',
					value: 'final',
					description: 'All documents and Keynua’s certificate in one PDF',
				},
				{
					name: 'Final PDF and Individual Documents',
					value: 'all',
					description: 'The final PDF, and each document as a PDF of its own where the contract has them',
				},
				{
					name: 'Individual Documents',
					value: 'individual',
					description: 'Each signed document as a PDF of its own. Only contracts set up for it have them.',
				},
			],
			default: 'final',
			description: 'Which of the signed PDFs to get',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'outputDataFieldName',
			type: 'string',
			default: 'data',
			required: true,
			description:
				'Name of the binary field for the first file. Further files get a number: data_2, data_3, ….',
		},
	],

	async execute(item) {
		const contract = await contractWithItems(item.context, item.text('contractId'), Infinity);
		const files = chosenFiles(item, contract);
		const fetched = await fetchFiles(item.context, files, item.text('outputDataFieldName'));
		const { id, title, status, reference, finishedAt, metadata } = contract;
		const json = { id, title, status, reference, finishedAt, metadata, files: fetched.files };
		return [{ json, binary: fetched.binary }];
	},
};

function chosenFiles(item: Item, contract: Contract): SignedFile[] {
	const choice = item.option<'final' | 'individual' | 'all'>('signedDocuments');
	const files = [
		...(choice === 'individual' ? [] : finalFiles(contract)),
		...(choice === 'final' ? [] : individualFiles(contract)),
	];
	if (files.length > 0) return files;
	if (contract.status !== 'done') {
		throw item.invalidInput(
			`The contract is not signed yet: its status is "${contract.status}"`,
			'Wait for it with the Keynua Trigger and the event “Contract Finished”.',
		);
	}
	throw item.invalidInput(
		'Keynua has no such signed documents for this contract',
		'Individual documents exist only for contracts that Keynua set up for them. Choose “Final PDF”.',
	);
}

/** The final PDF is the value of the item of type `pdf`; where the process signs digitally, of `dsignature` as well. */
function finalFiles(contract: Contract): SignedFile[] {
	const withFile = contract.items.filter(
		({ type, state, value }) =>
			(type === 'pdf' || type === 'dsignature') && state === 'success' && value?.url,
	);
	return withFile.map(({ type, value }) => ({
		name: `${contract.title ?? contract.id}${type === 'dsignature' ? ' (digitally signed)' : ''}.pdf`,
		url: textOf(value?.url),
	}));
}

function individualFiles(contract: Contract): SignedFile[] {
	const pdfs = contract.items.filter(({ type, state }) => type === 'pdf' && state === 'success');
	const urls = pdfs.flatMap(({ value }) => [
		...((value?.individualDocsUrls ?? []) as string[]),
		...((value?.userGroupDocs ?? []) as IDataObject[]).map(({ url }) => textOf(url)),
	]);
	const documents = (contract.documents ?? []) as IDataObject[];
	return urls.map((url, index) => ({
		name: textOf(documents[index]?.name) || `document-${index + 1}.pdf`,
		url,
	}));
}
