import type { Moment, News } from '../history';
import { html, type Html } from './html';
import { badge, empty, time, type Tone } from './parts';

type ToneOf = (state: string) => Tone;

/** All that happened to an object, oldest first. */
export function timeline(moments: Moment[], toneOf: ToneOf): Html {
	if (moments.length === 0) return empty('Nothing happened yet.');
	const entries = moments.map(
		({ at, text, state }, index) =>
			html`<li id="moment-${index}" class="${state ? 'state' : 'step'}">
				<span class="at">${time(at)}</span>
				<span>${text}${state ? html` ${badge(state, toneOf(state))}` : null}</span>
			</li>`,
	);
	return html`<ol class="timeline">
		${entries}
	</ol>`;
}

/** The states alone, in a row: how an object came to where it is. */
export function track(moments: Moment[], toneOf: ToneOf): Html {
	const states = moments.filter(({ state }) => state !== undefined);
	const steps = states.map(({ at, state = '' }) => html`<li>${badge(state, toneOf(state))} ${time(at)}</li>`);
	return html`<ol class="track" aria-label="States so far">
		${steps}
	</ol>`;
}

/** What happened last anywhere. */
export function newsList(news: News[]): Html {
	if (news.length === 0)
		return empty(
			'Nothing happened yet.',
			'Run a workflow that uses one of the providers, and it shows here at once.',
		);
	const entries = news.map(
		({ at, text, subject }) =>
			html`<li>
				<span class="at">${time(at)}</span>
				<span><a href="${subject.page}">${subject.name}</a> ${text}</span>
			</li>`,
	);
	return html`<ol class="timeline">
		${entries}
	</ol>`;
}
