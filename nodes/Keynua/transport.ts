import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../runtime/operation';
import {
	fetchFile,
	request,
	type Answer,
	type Caller,
	type FileStream,
	type Provider,
	type Refusal,
	type RequestValues,
} from '../runtime/request';

const baseUrls: Record<string, string> = {
	production: 'https://api.keynua.com',
	staging: 'https://api.stg.keynua.com',
};

export const keynua: Provider = {
	name: 'Keynua',
	credentialType: 'keynuaApi',
	secretFields: ['apiKey', 'apiToken'],
	baseUrl: ({ environment, baseUrl }) => baseUrls[String(environment)] ?? String(baseUrl),
	refusal,
};

/** Calls an endpoint of Keynua's API and gives its answer. */
export async function keynuaRequest<T = IDataObject>(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<T> {
	return await request<T>(context, keynua, endpoint, values);
}

/** Fetches a file from one of Keynua's signed links, which live for 12 hours and take no API keys. */
export async function keynuaFile(context: Caller, url: string): Promise<FileStream> {
	return await fetchFile(context, keynua, url);
}

/** Keynua says no with an HTTP status. Its body is not documented; the text has been seen in all of these places. */
function refusal({ status, body }: Answer): Refusal | undefined {
	if (status < 300) return undefined;
	if (typeof body !== 'object' || body === null) return { words: text(body) };
	const { message, error, errorMessage, code } = body as IDataObject;
	const nested = (typeof error === 'object' ? error : {}) as IDataObject;
	return {
		words: text(message) ?? text(nested.message) ?? text(error) ?? text(errorMessage),
		code: text(code) ?? text(nested.code),
	};
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
