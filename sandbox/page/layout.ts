import type { FastifyReply } from 'fastify';
import type { Provider, SandboxContext } from '../provider';
import { html, type Html, type Part } from './html';
import { time } from './parts';

export interface Frame {
	/** The heading of the page; its title too. */
	title: string;
	/** Whether the page is one of a provider, for the mark in the navigation. */
	current?: string;
	/** The pages above it, from the overview down. */
	above?: Array<{ title: string; href: string }>;
	body: Part;
}

/** Makes whole pages. */
export type Layout = (frame: Frame) => string;

/** The frame that all pages of the dashboard share. */
export function createLayout(providers: Provider[], context: SandboxContext): Layout {
	const links = [
		{ key: 'overview', href: '/', title: 'Overview' },
		...providers.map(({ name, page }) => ({ key: name, href: `/page/${name}`, title: page.title })),
		{ key: 'requests', href: '/page/requests', title: 'Requests' },
		{ key: 'faults', href: '/page/faults', title: 'Faults' },
		{ key: 'credentials', href: '/page/credentials', title: 'Credentials' },
	];
	return ({ title, current, above = [], body }) => {
		const main = html`${trail(above)}
			<h1>${title}</h1>
			${body}`;
		return documentOf(
			`${title} – Sandbox`,
			html`<a class="skip" href="#main">Skip to the content</a>
				<header>
					<p class="brand"><a href="/">Sandbox</a></p>
					${navigation(links, current)}
				</header>
				<main id="main" tabindex="-1">
					<div id="notice" role="alert"></div>
					${main}
				</main>
				<footer>
					<p id="news" role="status">${news(context)}</p>
					<p><a href="/samples/contract.pdf">Sample contract (PDF)</a> · <a href="/page/reset">Reset …</a></p>
				</footer>`,
		);
	};
}

function navigation(links: Array<{ key: string; href: string; title: string }>, current?: string): Html {
	const entries = links.map(({ key, href, title }) => {
		const mark = key === current ? html`aria-current="page"` : null;
		return html`<li><a href="${href}" ${mark}>${title}</a></li>`;
	});
	return html`<nav aria-label="Pages">
		<ul>
			${entries}
		</ul>
	</nav>`;
}

function trail(above: Array<{ title: string; href: string }>): Html | null {
	if (above.length === 0) return null;
	const links = above.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`);
	return html`<nav aria-label="Where this page is" class="trail">
		<ol>
			${links}
		</ol>
	</nav>`;
}

/** Read out politely whenever it changes. */
function news({ history }: SandboxContext): Html {
	const [last] = history.latest();
	return last ? html`Last: ${time(last.at)} ${last.subject.name} ${last.text}` : html`Nothing happened yet.`;
}

/** A whole document with the shared style and script. */
export function documentOf(title: string, body: Html, style = 'page'): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<link rel="icon" href="/assets/icon.svg" />
				<link rel="stylesheet" href="/assets/page.css" />
				${style === 'page' ? null : html`<link rel="stylesheet" href="/assets/${style}.css" />`}
				<script src="/assets/live.js" defer></script>
			</head>
			<body>
				${body}
			</body>
		</html>`.source;
}

/** What a form or a link that did not work shows: why, and the way back. */
export function obstacle(sentence: string, back: string): Frame {
	return {
		title: 'That did not work',
		body: html`<p role="alert" class="alert">${sentence}</p>
			<p><a href="${back}">Go back</a></p>`,
	};
}

/** Pages are never kept: going back shows how things are now. */
export function show(reply: FastifyReply, page: string): FastifyReply {
	return reply.header('cache-control', 'no-store').type('text/html').send(page);
}
