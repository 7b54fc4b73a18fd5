import { html, type Html, table } from '../page/html';
import type { Client } from './clients';
import type { DynamiCoreState } from './state';

/** DynamiCore's part of the page. */
export function dynamicoreSections({ clients }: DynamiCoreState): Html {
	const rows = clients
		.list()
		.reverse()
		.map((client) => [client.id, client.client_type, client.status, fields(client), client.updated_at]);
	return table('Clients', ['Id', 'Type', 'Status', 'Fields', 'Changed'], rows, 'No client yet.');
}

function fields({ pii }: Client): Html {
	const entries = Object.entries(pii).map(([name, value]) => {
		if (!Array.isArray(value))
			return html`<dt>${name}</dt>
				<dd>${value}</dd>`;
		const links = value.map((file) => html`<a href="${file.url}">${file.name}</a> (${file.size} bytes) `);
		return html`<dt>${name}</dt>
			<dd>${links}</dd>`;
	});
	return html`<dl>${entries}</dl>`;
}
