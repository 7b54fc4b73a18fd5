import { html, type Html, type Part } from './html';

/** How a state is to be looked at: something goes well, waits for somebody, is under way, went wrong, or is over. */
export type Tone = 'good' | 'waits' | 'busy' | 'bad' | 'over';

/** A state, as a word with a sign before it: colour alone tells nobody anything. */
export function badge(text: string, tone: Tone): Html {
	return html`<span class="badge ${tone}">${text}</span>`;
}

const dayAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const timeOnly = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** A moment in the time zone of this machine, where the reader sits too; of today, only the time. */
export function time(at: string): Html {
	const moment = new Date(at);
	const isToday = moment.toDateString() === new Date().toDateString();
	return html`<time datetime="${at}">${(isToday ? timeOnly : dayAndTime).format(moment)}</time>`;
}

/** A word of the provider's own language, so that a screen reader says it right. */
export function spanish(text: string): Html {
	return html`<span lang="es">${text}</span>`;
}

interface ButtonOptions {
	/** Fields that go along with the form. */
	hidden?: Record<string, string>;
	/** `main` for the one that most people will want, `danger` for what cannot be taken back. */
	kind?: 'main' | 'danger';
}

/**
 * A form of one button. `subject` tells people who do not see the surroundings what the button is about.
 */
export function button(
	label: string,
	action: string,
	subject: string | null,
	options: ButtonOptions = {},
): Html {
	const { hidden = {}, kind = 'plain' } = options;
	return html`<form method="post" action="${action}">
		${hiddenFields(hidden)}<button class="${kind}" aria-label="${label}: ${subject}">${label}</button>
	</form>`;
}

export function hiddenFields(hidden: Record<string, string>): Html[] {
	return Object.entries(hidden).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
	);
}

export function actions(...parts: Part[]): Html {
	return html`<div class="actions">${parts}</div>`;
}

/** Names and values. A value that is null or undefined is left out, with its name. */
export function facts(entries: Array<[name: Part, value: Part]>): Html {
	const shown = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
	const rows = shown.map(
		([name, value]) =>
			html`<div>
				<dt>${name}</dt>
				<dd>${value}</dd>
			</div>`,
	);
	return html`<dl class="facts">${rows}</dl>`;
}

/** A part of a page with a heading of the second level. */
export function section(id: string, title: Part, ...body: Part[]): Html {
	return html`<section id="${id}" aria-labelledby="${id}-title">
		<h2 id="${id}-title">${title}</h2>
		${body}
	</section>`;
}

/** What stands where nothing is yet: that there is nothing, and what to do first. */
export function empty(sentence: Part, first?: Part): Html {
	return html`<p class="empty">${sentence}${first ? html` ${first}` : null}</p>`;
}

export interface Card {
	/** Part of the element's id: the page finds the card again when it refreshes. */
	key: string;
	title: Part;
	href?: string;
	state?: Html;
	facts?: Array<[name: Part, value: Part]>;
	body?: Part;
	actions?: Part;
}

/** Objects, each with a heading of the third level; the given sentence when there is none. */
export function cards(list: Card[], whenEmpty: Html): Html {
	if (list.length === 0) return whenEmpty;
	return html`<ul class="cards">
		${list.map(card)}
	</ul>`;
}

function card({ key, title, href, state, facts: entries, body, actions: buttons }: Card): Html {
	return html`<li class="card" id="card-${key}">
		<div class="head">
			<h3>${href ? html`<a href="${href}">${title}</a>` : title}</h3>
			${state}
		</div>
		${entries ? facts(entries) : null} ${body} ${buttons ? actions(buttons) : null}
	</li>`;
}

/** A table whose rows have ids, so that a refresh touches only what is new. */
export function table(caption: string, columns: string[], rows: Array<{ id: string; cells: Part[] }>): Html {
	const head = columns.map((column) => html`<th scope="col">${column}</th>`);
	const body = rows.map(({ id, cells: [first, ...rest] }) => {
		const cells = rest.map((cell, index) => html`<td data-label="${columns[index + 1]}">${cell}</td>`);
		return html`<tr id="${id}">
			<th scope="row">${first}</th>
			${cells}
		</tr>`;
	});
	return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
		<table>
			<caption>
				${caption}
			</caption>
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

/** A value to copy. The button needs the script; without it, the field can be selected as any other. */
export function copyField(id: string, label: Part, value: string): Html {
	return html`<div class="copy">
		<label for="${id}">${label}</label>
		<input id="${id}" readonly value="${value}" />
		<button type="button" class="plain" data-copy="${id}" aria-label="Copy ${label}">Copy</button>
	</div>`;
}

/** A text field of a form, with its label and, where it helps, a hint. */
export function textField(
	name: string,
	label: Part,
	options: {
		id: string;
		type?: string;
		value?: string;
		hint?: Part;
		placeholder?: string;
		required?: boolean;
	},
): Html {
	const { id, type = 'text', value = '', hint, placeholder = '', required } = options;
	const attributes = html`id="${id}" name="${name}" type="${type}" value="${value}"
	placeholder="${placeholder}"`;
	const described = hint ? html`aria-describedby="${id}-hint"` : null;
	return html`<div class="field">
		<label for="${id}">${label}</label>
		${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : null}
		<input ${attributes} ${described} ${required ? html`required` : null} />
	</div>`;
}

/** Text as it came, line by line. */
export function preformatted(text: string): Html {
	return html`<pre tabindex="0">${text}</pre>`;
}

/** JSON in lines; anything else as it is. */
export function pretty(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
