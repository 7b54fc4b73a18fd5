/** A piece of HTML that is already safe to put into a page. */
export class Html {
	constructor(readonly source: string) {}
}

type Part = Html | string | number | null | undefined | Part[];

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

/** A moment as a time of day (UTC); the page shows what happened just now. */
export function clock(at: string): Html {
	return html`<time datetime="${at}">${at.slice(11, 19)}</time>`;
}

/**
 * A form of one button. `subject` tells people who do not see the row what the button is about;
 * `hidden` fields go along with the form.
 */
export function button(
	label: string,
	action: string,
	subject: string | null,
	hidden: Record<string, string> = {},
): Html {
	const fields = Object.entries(hidden).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
	);
	return html`<form method="post" action="${action}">
		${fields}<button aria-label="${label}: ${subject}">${label}</button>
	</form>`;
}

/** A table with a caption; shows one sentence instead when it has no rows. */
export function table(caption: string, columns: string[], rows: Part[][], empty: string): Html {
	if (rows.length === 0)
		return html`<h3>${caption}</h3>
			<p class="empty">${empty}</p>`;
	const head = columns.map((column) => html`<th scope="col">${column}</th>`);
	const body = rows.map(([first, ...rest]) => {
		const cells = rest.map((cell) => html`<td>${cell}</td>`);
		return html`<tr>
			<th scope="row">${first}</th>
			${cells}
		</tr>`;
	});
	return html`<h3>${caption}</h3>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						${head}
					</tr>
				</thead>
				<tbody>
					${body}
				</tbody>
			</table>
		</div>`;
}
