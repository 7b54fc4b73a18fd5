import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { currencies } from '../currencies';

/** The currencies of ISO 4217 whose code, number or name holds the text that the person types. */
export async function searchCurrencies(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const found = currencies.filter(({ code, number, name }) =>
		`${code} ${number} ${name}`.toLowerCase().includes(wanted),
	);
	return { results: found.map(({ code, number, name }) => ({ name: `${code}: ${name}`, value: number })) };
}
