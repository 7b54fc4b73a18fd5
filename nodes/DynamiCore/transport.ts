import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../runtime/operation';
import {
	request,
	type Answer,
	type Caller,
	type Provider,
	type Refusal,
	type RequestValues,
} from '../runtime/request';

export const dynamiCore: Provider = {
	name: 'DynamiCore',
	credentialType: 'dynamiCoreApi',
	secretFields: ['clientKey', 'secretKey'],
	baseUrl: ({ baseUrl }) => String(baseUrl),
	refusal,
};

/**
 * Calls an endpoint and gives the records of its answer. DynamiCore wraps them as
 * `{ status, message: { code, total, data: [...] } }`; some endpoints leave out `data`, or `message`.
 */
export async function dynamiCoreRequest(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<IDataObject[]> {
	const answer = await request(context, dynamiCore, endpoint, values);
	return records(answer);
}

function records(answer: IDataObject): IDataObject[] {
	const message = (answer.message ?? answer) as IDataObject;
	const data = message.data ?? message;
	if (Array.isArray(data)) return data as IDataObject[];
	return data !== null && typeof data === 'object' ? [data as IDataObject] : [{ data }];
}

/** A refusal may come with a 4xx, or within a 200 as `status: "error"` with its text nested up to three deep. */
function refusal({ status, body }: Answer): Refusal | undefined {
	const answer = (typeof body === 'object' && body !== null ? body : { message: body }) as IDataObject;
	const isRefusal = status >= 300 || answer.status === 'error';
	return isRefusal ? { words: innermostText(answer) } : undefined;
}

function innermostText(answer: IDataObject): string | undefined {
	const candidates = [answer.message, answer.data, answer.error];
	for (const candidate of candidates) {
		if (typeof candidate === 'string' && candidate !== '') return candidate;
		if (candidate !== null && typeof candidate === 'object' && !Array.isArray(candidate)) {
			const text = innermostText(candidate as IDataObject);
			if (text) return text;
		}
	}
	return undefined;
}
