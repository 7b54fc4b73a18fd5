import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Endpoint } from '../runtime/operation';
import { request } from '../runtime/http/request';
import type { Answer, Caller, Provider, Refusal, RequestValues } from '../runtime/http/provider';
import { withWarning } from '../runtime/run/warning';
import { codeIn, contentOf, reasonIn, verdictOn, type Content } from './envelope';

export const dynamiCore: Provider = {
	name: 'DynamiCore',
	credentialType: 'dynamiCoreApi',
	secretFields: ['clientKey', 'secretKey'],
	// The signature of a request: whoever has it could send the same request again.
	secretPattern: /\b[0-9a-fA-F]{64}\b/,
	baseUrl: ({ baseUrl }) => String(baseUrl),
	refusal,
};

/** Calls an endpoint and gives the records of its answer; none when the answer's list is empty. */
export async function dynamiCoreRequest(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<IDataObject[]> {
	return (await dynamiCoreContent(context, endpoint, values)).records;
}

/** As dynamiCoreRequest(), with the total that the answer gives. */
export async function dynamiCoreContent(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<Content> {
	return contentOf(await request(context, dynamiCore, endpoint, values));
}

/**
 * Calls an endpoint that changes something, and gives what it made as items. Every sample of the documentation answers with an empty list: the workflow
 * goes on with one item even then.
 */
export async function dynamiCoreWrite(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<INodeExecutionData[]> {
	const answer = await request(context, dynamiCore, endpoint, values);
	return await withWarning(answer, 'reading the answer', () => {
		const { records } = contentOf(answer);
		return (records.length > 0 ? records : [{ success: true }]).map((json) => ({ json }));
	});
}

function refusal({ status, body }: Answer): Refusal | undefined {
	const words = reasonIn(body);
	if (status >= 300) return { words, advice: adviceFor[status] };
	const verdict = verdictOn(body);
	if (verdict === 'success') return undefined;
	if (verdict === 'refused') return { words: words ?? codeIn(body) };
	// The same would be answered again.
	return { words, code: codeIn(body), fate: 'unknown', isFinal: true, advice: adviceOnUnknown };
}

const adviceOnUnknown =
	'DynamiCore’s documentation shows the status “success” with the code 1 and no other answer than that, so what this one means is not known. If something was to be changed: look it up at DynamiCore before you run this item again.';

/** What the status alone does not tell of a signature that covers the clock. */
const adviceFor: Record<number, string> = {
	401: 'Open the credential and check its keys and its signature scheme. The signature also holds the time: the clock of this n8n server has to be right.',
};
