const longest = 16_000;
/** Of more than this, only the beginning is looked at. */
const mostRead = 8 * 1024 * 1024;
const shownOfFile = 40;
const longestText = 300;
const shownOfSecret = 4;

/** A body for people to read: files in base64 and PDFs cut to their beginning, 16,000 characters in all. */
export function shortened(body: string | Buffer): string {
	const text = withoutPdfs(
		typeof body === 'string' ? body.slice(0, mostRead) : body.subarray(0, mostRead).toString('utf8'),
	);
	let shown = '';
	// Part by part between quotes, and no further than is shown: a list of megabytes must not hold the sandbox up.
	for (let start = 0; start < text.length && shown.length <= longest; ) {
		const quote = text.indexOf('"', start);
		const end = quote < 0 ? text.length : quote + 1;
		shown += withoutBase64(text.slice(start, end));
		start = end;
	}
	return shown.length > longest ? `${shown.slice(0, longest)}… (${text.length} characters)` : shown;
}

/** By hand, because a pattern with two ends would take its time on a body that begins a thousand PDFs and ends none. */
function withoutPdfs(text: string): string {
	const end = '%%EOF';
	let shown = '';
	let start = 0;
	for (let found = text.indexOf('%PDF-'); found >= 0; found = text.indexOf('%PDF-', start)) {
		const last = text.indexOf(end, found);
		const after = last < 0 ? text.length : last + end.length;
		shown += `${text.slice(start, found)}… (a PDF of ${after - found} characters)\r\n`;
		start = after;
	}
	return shown + text.slice(start);
}

/** One text of a JSON body. A pattern over all of a file of megabytes would be too much for the regular expressions. */
function withoutBase64(part: string): string {
	if (part.length <= longestText || !/^[A-Za-z0-9+/]{100}/.test(part.replace(/^data:[^,]{0,100},/, '')))
		return part;
	const text = part.replace(/"$/, '');
	const quote = part.slice(text.length);
	return `${text.slice(0, shownOfFile)}… (${text.length} characters)${quote}`;
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
