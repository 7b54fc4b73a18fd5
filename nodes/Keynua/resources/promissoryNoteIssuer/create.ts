import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { email } from '../../people';
import { keynuaRequest } from '../../transport';
import { issuerFields } from './createFields';

/** What Deceval answers is not documented. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/deceval/v1/crear-girador-natural',
	effect: 'write',
	mayAnswerNothing: true,
};

export const create: Operation = {
	name: 'Create',
	action: 'Create a promissory note issuer',
	description:
		'Register a person with Deceval (girador natural). Everybody in a Deceval promissory note has to be registered before the contract is created.',
	endpoints: [endpoint],
	howToCheck: 'Look the person up with the operation Get.',
	properties: issuerFields,

	async execute(item) {
		const girador = Object.fromEntries(issuerFields.map(({ name }) => [name, attribute(item, name)]));
		return [{ json: await keynuaRequest(item.context, endpoint, { body: { girador } }) }];
	},
};

function attribute(item: Item, name: string): string {
	if (name.startsWith('fecha')) return item.requiredDay(name);
	const text = item.text(name);
	return name === 'correoElectronico' ? email(item, text, item.label(name)) : text;
}
