import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Operation } from '../../../runtime/operation';
import { recordsIn, textOf } from '../../../runtime/text';
import { digitallySigned, fetchFiles, urlsOf, type SignedFile } from '../../signedFiles';
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
					description:
						'All documents and Keynua’s certificate in one PDF. Where the contract is signed digitally as well, that file comes first.',
				},
				{
					name: 'Final PDF and Individual Documents',
					value: 'all',
					description:
						'The final PDF, and where the contract has them the PDFs of each document and of each group of signers',
				},
				{
					name: 'Individual Documents',
					value: 'individual',
					description:
						'A PDF of its own for each document, and for each group of signers. Only contracts set up for it have them.',
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

/** The file that counts comes first. */
function finalFiles(contract: Contract): SignedFile[] {
	const name = `${textOf(contract.title ?? contract.id)}.pdf`;
	return [...digitallySigned(contract), ...urlsOf(contract, 'pdf').map((url) => ({ name, url }))];
}

/** Of each final PDF, those per document of the contract, and those per group of signers, with the group's people. */
function individualFiles(contract: Contract): SignedFile[] {
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
