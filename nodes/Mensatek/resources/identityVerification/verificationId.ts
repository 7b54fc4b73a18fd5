import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';

export const verificationIdField: INodeProperties = {
	displayName: 'Verification ID',
	name: 'verificationId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1283876988',
	description: 'ID of the verification, which is in the output of Send and of the Mensatek Trigger as ID',
};

/** "Id required, integer". */
export function verificationId(item: Item): string {
	const id = item.text('verificationId');
	if (/^\d+$/.test(id)) return id;
	throw item.invalid(
		'verificationId',
		`is not a number: ${id}`,
		'Use the ID from the output of Send or of the Mensatek Trigger, such as 1283876988.',
	);
}
