import type { IDataObject } from 'n8n-workflow';
import type { Caller } from '../runtime/http/provider';
import { withoutEndSlashes } from '../runtime/text';

const pages: Record<string, string> = {
	production: 'https://sign.keynua.com',
	staging: 'https://sign.stg.keynua.com',
};

/** Makes the link under which a person signs or is verified, out of their token, for the credential's environment. */
export async function signingLinks(context: Caller): Promise<(token: unknown) => string | undefined> {
	const { environment, signingPageUrl } = await context.getCredentials<IDataObject>('keynuaApi');
	const page = withoutEndSlashes(pages[String(environment)] ?? String(signingPageUrl || pages.production));
	return (token) =>
		typeof token === 'string' && token !== ''
			? `${page}/index.html?token=${encodeURIComponent(token)}`
			: undefined;
}

/** People have either the token or the whole link: both will do. */
export function tokenIn(text: string): string {
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
	return new URL(text).searchParams.get('token') ?? text;
}
