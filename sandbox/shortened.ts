const longest = 16_000;
/** Of more than this, only the beginning is looked at. */
const mostRead = 8 * 1024 * 1024;
const shownOfFile = 40;
const longestText = 300;
const shownOfSecret = 4;

/** A body for people to read: files in base64 and binary parts cut to their beginning, 16,000 characters in all. */
export function shortened(body: string | Buffer): string {
	const text = typeof body === 'string' ? body : body.subarray(0, mostRead).toString('utf8');
	const readable = withoutPdfs(text).split('"').map(withoutBase64).join('"');
	return readable.length > longest ? `${readable.slice(0, longest)}… (${text.length} characters)` : readable;
}

function withoutPdfs(text: string): string {
	return text.replace(/%PDF-[\s\S]*?%%EOF\s*/g, (file) => `… (a PDF of ${file.length} characters)\r\n`);
}

/** One text of a JSON body. A pattern over all of a file of megabytes would be too much for the regular expressions. */
function withoutBase64(text: string): string {
	const isFile =
		text.length > longestText && /^[A-Za-z0-9+/]{100}/.test(text.replace(/^data:[^,]{0,100},/, ''));
	return isFile ? `${text.slice(0, shownOfFile)}… (${text.length} characters)` : text;
}

const secretHeaders = /^(authorization|cookie|x-api-key|proxy-authorization)$/i;

/** Header values for people to read: of what proves who is calling, only the scheme and the first letters. */
export function shownHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
	const shown = Object.entries(headers).map(([name, value]) => {
		const text = [value ?? ''].flat().join(', ');
		return [name, secretHeaders.test(name) ? shownSecret(text) : text];
	});
	return Object.fromEntries(shown) as Record<string, string>;
}

function shownSecret(value: string): string {
	const [, scheme = '', secret] = /^(\w+ )?(.*)$/s.exec(value) ?? ['', '', value];
	return `${scheme}${secret.slice(0, shownOfSecret)}… (${secret.length} characters)`;
}
