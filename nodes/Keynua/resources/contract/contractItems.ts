import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../../runtime/operation';
import { collectPages } from '../../../runtime/http/pages';
import type { Caller } from '../../../runtime/http/provider';
import { keynuaRequest } from '../../transport';

export const getContract: Endpoint = {
	method: 'GET',
	path: '/contracts/v1/{contractId}',
	effect: 'read',
	answersWith: 'id',
};

/** Keynua gives at most this many of a contract's items at a time, and that many when not asked. */
const ITEMS_PER_PAGE = 50;

export interface Contract extends IDataObject {
	id: string;
	status: string;
	items: ContractItem[];
}

export interface ContractItem extends IDataObject {
	id: number;
	type: string;
	title: string;
	state: string;
	value: IDataObject | null;
}

/**
 * A contract with up to `wanted` of its items, which Keynua gives page by page (`startAt`, `limit`).
 * No total is documented: a page that is not full is the last one.
 */
export async function contractWithItems(
	context: Caller,
	contractId: string,
	wanted: number,
	withValues = true,
): Promise<Contract> {
	let contract: Contract | undefined;
	const items = await collectPages<ContractItem, number>(context, wanted, async (startAt = 0, missing) => {
		const limit = Math.min(ITEMS_PER_PAGE, missing);
		const query = { startAt, limit, values: withValues };
		const page = await keynuaRequest<Contract>(context, getContract, { path: { contractId }, query });
		contract ??= page;
		const entries = page.items ?? [];
		return { entries, next: entries.length < limit ? undefined : startAt + entries.length };
	});
	return { ...(contract as Contract), items };
}
