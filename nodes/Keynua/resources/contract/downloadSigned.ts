import type { Item } from '../../../runtime/form/item';
import type { Operation } from '../../../runtime/operation';
import { fetchFiles, finalFiles, individualFilesOf, type SignedFile } from '../../signedFiles';
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
		...(choice === 'final' ? [] : individualFilesOf(contract)),
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
