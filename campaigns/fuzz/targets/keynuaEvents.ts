import fc from 'fast-check';
import { isWanted, outputOf } from '../../../nodes/Keynua/events';
import { filesOfFinished } from '../../../nodes/Keynua/signedFiles';
import { simplifiedContract, simplifiedVerification } from '../../../nodes/Keynua/simplify';
import { tokenIn } from '../../../nodes/Keynua/signingPage';
import { contractField, documentTemplateField, templateIdIn } from '../../../nodes/Keynua/locators';
import { contractAnswer, contractFinished, itemUpdated } from '../examples';
import { mutated } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, assertPlain } from '../outcome';
import { target } from '../target';

const isObject = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value);

const wish = {
	events: [],
	itemStates: ['error'],
	itemTypes: ['reniec'],
	references: ['loan-*'],
	templates: ['t'],
};

/** A delivery that was signed with V2 alone may hold anything. */
export const keynuaEvents = target({
	name: 'keynua-events',
	cases: mutatedJson(contractFinished, itemUpdated),
	check(json) {
		const payload = (isObject(json) ? json : { item: json }) as typeof contractFinished;
		const delivery = { type: 'ContractItemUpdated', accountId: 'a', payload };
		isWanted(delivery, wish);
		assertPlain(outputOf(delivery));
		for (const { name, url } of filesOfFinished(payload, true)) {
			assert(typeof name === 'string' && typeof url === 'string', 'a file without a name or a link');
		}
	},
});

/** What "Simplify" makes of an answer. */
export const keynuaSimplified = target({
	name: 'keynua-simplified',
	cases: mutatedJson(contractAnswer),
	check(json) {
		const answer = (
			isObject(json) ? json : { users: json, items: json, documents: json }
		) as typeof contractAnswer;
		assertPlain(simplifiedContract(answer));
		assertPlain(simplifiedVerification(answer));
	},
});

const regexes = [contractField, documentTemplateField].flatMap(({ modes = [] }) =>
	modes.flatMap(({ extractValue }) =>
		extractValue?.type === 'regex' ? [new RegExp(extractValue.regex as string)] : [],
	),
);
const TEMPLATE_ID = '2021-05-07T22%3A10%3A14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6';

/** Addresses that a person pastes, read for the id or the token in them. */
export const keynuaLinks = target({
	name: 'keynua-links',
	cases: fc.oneof(
		mutated(
			`https://app.keynua.com/contracts/0a957760-910e-11ec-a9d7-d9cff2a71c0ee1/view`,
			`https://app.keynua.com/templates/${TEMPLATE_ID}`,
			'https://sign.keynua.com/index.html?token=eyJ0.x%2By%2Fz',
			'eyJ0.eyJ1c2Vy.c2ln',
		),
	),
	check(link) {
		assert(typeof tokenIn(link) === 'string', 'the token is no text');
		assert(typeof templateIdIn(link) === 'string', 'the id is no text');
		// n8n applies them to what was pasted.
		for (const regex of regexes) regex.test(link);
	},
});
