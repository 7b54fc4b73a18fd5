import type { Provider, SandboxContext } from '../provider';
import { deliverySection } from './deliveryPages';
import { html, type Html } from './html';
import { section } from './parts';
import { requestTable } from './requestPages';
import { switchSection } from './switchSection';

const shownRequests = 10;

/** One provider's page: its own sections, what is open, then its deliveries and the requests that it got. */
export function providerSections({ name, page, switches }: Provider, { log }: SandboxContext): Html {
	const own = log.shown().filter(({ entry }) => entry.provider === name);
	const requests = own.slice(-shownRequests).reverse();
	return html`<p class="lead">${page.intro}</p>
		${page.sections()} ${switchSection(name, switches)}
		${page.deliveries ? deliverySection(name, page.deliveries) : null}
		${section(
			'requests',
			'Requests',
			requestTable(`Last requests to ${page.title}`, requests),
			html`<p>
				<a href="/page/requests?provider=${name}">All requests to ${page.title}</a> ·
				<a href="/page/requests?provider=${name}&amp;only=refused">Only those it refused</a>
			</p>`,
		)}`;
}
