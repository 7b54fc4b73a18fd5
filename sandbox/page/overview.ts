import type { Provider, SandboxContext } from '../provider';
import { html, type Html } from './html';
import type { Frame } from './layout';
import { badge, cards, empty, section } from './parts';
import type { Count } from './providerPage';
import { requestTable } from './requestPages';
import { newsList } from './timeline';

const shownNews = 12;
const shownRequests = 8;

/** Where everything begins: what each provider holds, what happened last, and what is set to go wrong. */
export function overview(providers: Provider[], context: SandboxContext): Frame {
	const { history, log, faults } = context;
	const news = history.latest().slice(0, shownNews);
	const requests = log.shown().slice(-shownRequests).reverse();
	return {
		title: 'Overview',
		current: 'overview',
		body: html`<p class="lead">
				Four providers, played on this machine: nothing here costs anything or reaches anybody. Your n8n
				workflows call them; on these pages you are the signer, the verified person and the provider’s portal.
			</p>
			${news.length === 0 ? firstSteps : null}
			${section('providers', 'Providers', providerCards(providers, context))}
			${section('news', 'What happened last', newsList(news))}
			${section(
				'requests',
				'Requests',
				requestTable('Last requests', requests),
				html`<p><a href="/page/requests">All requests</a></p>`,
			)}
			${section('faults', 'Faults', faultLine(faults.list().length))}`,
	};
}

const firstSteps = section(
	'first',
	'Begin here',
	html`<ol class="steps">
		<li>
			<a href="/page/credentials">Copy the credentials</a> into n8n: create a credential of the provider’s
			type, and paste each value.
		</li>
		<li>
			In n8n, add the provider’s node to a workflow and run it, say <em>Keynua: Create a contract</em>. The
			<a href="/samples/contract.pdf">sample contract</a> will do as a document.
		</li>
		<li>It shows up on the provider’s page. Open it, sign on the phone, and see what n8n is told.</li>
	</ol>`,
);

function providerCards(providers: Provider[], { faults }: SandboxContext): Html {
	const list = providers.map(({ name, page }) => {
		const waiting = faults.list().filter(({ provider }) => provider === name).length;
		return {
			key: name,
			title: page.title,
			href: `/page/${name}`,
			state: waiting > 0 ? badge(waiting === 1 ? '1 fault on' : `${waiting} faults on`, 'bad') : undefined,
			body: html`<p>${page.intro}</p>
				<ul class="counts">
					${page.counts().map((count) => countLine(name, count))}
				</ul>`,
		};
	});
	return html`<div class="four">${cards(list, empty('No provider.'))}</div>`;
}

function countLine(provider: string, { label, total, waiting, section: id }: Count): Html {
	return html`<li>
		<a href="/page/${provider}#${id}">${label}</a> <span class="number">${total}</span>
		${waiting > 0 ? badge(`${waiting} waiting`, 'waits') : null}
	</li>`;
}

function faultLine(count: number): Html {
	const link = html`<a href="/page/faults">Switch faults on and off</a>`;
	if (count === 0) return html`<p>All providers answer as they should. ${link}</p>`;
	return html`<p>${badge(count === 1 ? '1 fault is on' : `${count} faults are on`, 'bad')} ${link}</p>`;
}
