import type { Item } from '../../../runtime/form/item';
import type { Operation } from '../../../runtime/operation';
import { email, emails } from '../../people';
import { endpointFor } from '../../provider';
import { firmafyRequest, type Fields } from '../../transport';
import { additionalFields, dueDate } from './createFields';
import { document, documentFields } from './document';
import { placement, placementFields } from './placement';
import { signers, signersField } from './signers';

const endpoint = endpointFor('request', 'write', 'data');

export const create: Operation = {
	name: 'Create',
	action: 'Create a signature request',
	description: 'Send a PDF to the people who are to sign it',
	endpoints: [endpoint],
	idField: 'csv',
	howToCheck: 'Look at the requests in Firmafy’s panel, or whether the balance of credits went down.',
	properties: [...documentFields, signersField, ...placementFields, additionalFields],

	async execute(item) {
		const people = signers(item);
		const fields: Fields = {
			signer: JSON.stringify(people),
			...placement(item, people.length),
			...extras(item),
		};
		const pdf = await document(item);
		const form = { fields: { ...fields, ...pdf.fields }, file: pdf.file };
		const { data, ...answer } = await firmafyRequest(item.context, endpoint, form);
		return [{ json: { csv: data, ...answer } }];
	},
};

/** Booleans are written as Firmafy's document has it ("1/0"), and only where they differ from its defaults. */
function extras(item: Item): Fields {
	const added = item.collection('additionalFields');
	return {
		...(added.cco !== undefined && { cco: emails(item, added.cco, 'Copies To') }),
		...(added.dueDate !== undefined && { fecha_vencimiento: dueDate(item, added.dueDate) }),
		...(added.language !== undefined && added.language !== 'ES' && { document_lang: String(added.language) }),
		...(added.message !== undefined && { message: String(added.message) }),
		...(added.notify === false && { mail_notification: '0' }),
		...(added.replyTo !== undefined && { 'reply-to': email(item, added.replyTo, 'Reply To') }),
		...(added.signInOrder === true && { signer_priority: '1' }),
		...(added.subject !== undefined && { subject: String(added.subject) }),
	};
}
