import type { SandboxContext } from '../provider';
import { deliverySection } from './deliveryPages';
import { html, type Html } from './html';
import { section } from './parts';
import type { ProviderPage } from './providerPage';
import { requestTable } from './requestPages';

const shownRequests = 10;

/** One provider's page: its own sections, then its deliveries and the requests that it got. */
export function providerSections(name: string, page: ProviderPage, { log }: SandboxContext): Html {
	const own = log.shown().filter(({ entry }) => entry.provider === name);
	const requests = own.slice(-shownRequests).reverse();
	return html`<p class="lead">${page.intro}</p>
		${page.sections()} ${page.deliveries ? deliverySection(name, page.deliveries) : null}
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
