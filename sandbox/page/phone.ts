import { html, type Html, type Part } from './html';
import { documentOf } from './layout';

/** What a person sees on the phone, and beside it what the reader of the dashboard wants to know. */
export interface PhoneScreen {
	/** The provider's name, as the bar at the top shows it, and its style. */
	provider: string;
	title: string;
	/** Whom the reader plays. */
	person: Part;
	/** Where the reader comes from. */
	back: { href: string; title: string };
	/** SMS and mails that lie on the phone, newest last. */
	messages?: Array<{ from: string; text: string }>;
	progress?: { done: number; of: number };
	/** In Spanish, as the provider would write it. */
	screen: Part;
	/** In English: what happens behind the screen, and what could go wrong. */
	behind: Part;
}

/** A page that looks like the phone of a signer or of a verified person. */
export function phonePage(view: PhoneScreen): string {
	const { provider, title, person, back, messages = [], progress, screen, behind } = view;
	const style = provider.toLowerCase();
	return documentOf(
		`${title} – ${provider}`,
		html`<main id="main" class="phone-page ${style}">
			<div class="phone-side">
				<nav aria-label="Where this page is" class="trail">
					<ol>
						<li><a href="/">Overview</a></li>
						<li><a href="${back.href}">${back.title}</a></li>
					</ol>
				</nav>
				<h1>You are ${person}</h1>
				<div id="notice" role="alert"></div>
				<section class="behind" aria-label="Behind the scenes">${behind}</section>
			</div>
			<div class="phone" lang="es" id="phone">
				<p class="bar">${provider}</p>
				<div class="screen" aria-live="polite">
					${messages.map(
						({ from, text }, index) =>
							html`<p class="message" id="message-${index}"><span class="from">${from}</span> ${text}</p>`,
					)}
					${progress ? progressBar(progress) : null} ${screen}
				</div>
			</div>
		</main>`,
		'phone',
	);
}

function progressBar({ done, of }: { done: number; of: number }): Html {
	return html`<p class="progress">
		<label for="progress">Paso ${Math.min(done + 1, of)} de ${of}</label>
		<progress id="progress" value="${done}" max="${of}"></progress>
	</p>`;
}

/** A step on the phone: what is asked, and the one thing to do. */
export function step(title: string, body: Part, action: string, label: string, fields: Part = null): Html {
	return html`<form method="post" action="${action}" class="step">
		<h2>${title}</h2>
		${body} ${fields}
		<button class="main">${label}</button>
	</form>`;
}

/** What stands for the camera: nothing is really taken. */
export function camera(kind: 'photo' | 'video' | 'drawing', hint: string): Html {
	return html`<div class="camera ${kind}" aria-hidden="true"></div>
		<p>${hint}</p>`;
}

/** The last screen: it went well, or why it cannot go on. */
export function ending(title: string, text: string, tone: 'good' | 'bad' | 'waits'): Html {
	return html`<div class="ending ${tone}">
		<h2>${title}</h2>
		<p>${text}</p>
	</div>`;
}
