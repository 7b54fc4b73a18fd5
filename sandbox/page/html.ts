/** A piece of HTML that is already safe to put into a page. */
export class Html {
	constructor(readonly source: string) {}
}

export type Part = Html | string | number | null | undefined | Part[];

/** Template tag: everything interpolated is escaped, except what is `Html` already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	const pieces = strings.map((literal, index) =>
		index < parts.length ? literal + render(parts[index]) : literal,
	);
	return new Html(pieces.join(''));
}

function render(part: Part): string {
	if (part instanceof Html) return part.source;
	if (Array.isArray(part)) return part.map(render).join('');
	return escapeHtml(String(part ?? ''));
}

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
