import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../../runtime/operation';
import { collectPages } from '../../../runtime/http/pages';
import type { Caller } from '../../../runtime/http/provider';
import { keynuaRequest } from '../../transport';

export const ownList: Endpoint = {
	method: 'GET',
	path: '/identity-verification/v1/list',
	effect: 'read',
	answersWith: 'items',
};

export const organizationList: Endpoint = {
	method: 'GET',
	path: '/identity-verification/v1/list-org',
	effect: 'read',
	answersWith: 'items',
};

export interface ListedVerification extends IDataObject {
	id: string;
	title: string;
	status: string;
}

/** How many Keynua is asked for at a time. Without a number it sends "about 1 MB of data". */
const PER_PAGE = 100;

/** Up to `wanted` verifications, page by page: `next` of a page is `startKey` of the following one. */
export async function listVerifications(
	context: Caller,
	endpoint: Endpoint,
	wanted: number,
	filters: IDataObject = {},
): Promise<ListedVerification[]> {
	return await collectPages<ListedVerification, string>(context, wanted, async (startKey, missing) => {
		const query = { ...filters, limit: Math.min(PER_PAGE, missing), ...(startKey && { startKey }) };
		const page = await keynuaRequest<{ items?: ListedVerification[]; next?: string }>(context, endpoint, {
			query,
		});
		return { entries: page.items ?? [], next: page.next || undefined };
	});
}
