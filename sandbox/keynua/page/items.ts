import { html, type Html, type Part } from '../../page/html';
import { badge, spanish, table } from '../../page/parts';
import { isUserInput } from '../templates';
import type { Item, Signer } from '../types';
import { toneOf } from './tones';

/** The items as Keynua's API shows them: what people give, and what Keynua makes of it. */
export function itemTable(items: Item[], users: Signer[] = []): Html {
	const rows = items.map((item) => ({
		id: `item-${item.id}`,
		cells: [
			spanish(item.title),
			html`<code>${item.type}</code>`,
			users.find(({ id }) => id === item.userId)?.name ?? '',
			isUserInput(item) ? 'the person' : 'Keynua',
			badge(item.state, toneOf(item.state)),
			valueOf(item),
		],
	}));
	return table('Items in their order', ['Item', 'Type', 'Of', 'Done by', 'State', 'Value'], rows);
}

function valueOf({ value, state }: Item): Part {
	if (!value) return null;
	if (state === 'error') return html`${String(value.code)}: ${spanish(String(value.message))}`;
	if (typeof value.text === 'string') return value.text;
	return null;
}
