import type { FastifyInstance } from 'fastify';
import type { Provider, SandboxContext } from '../provider';
import { html, type Html } from './html';
import { type Frame, type Layout, show } from './layout';
import { copyField, facts, preformatted, section } from './parts';
import type { CredentialField, CredentialValues } from './providerPage';

const file = '/page/credentials/n8n.json';

/** What to paste into n8n's credentials. */
export function credentialRoutes(
	app: FastifyInstance,
	layout: Layout,
	providers: Provider[],
	{ url }: SandboxContext,
): void {
	app.get('/page/credentials', async (_request, reply) =>
		show(reply, layout(credentialPage(providers, url()))),
	);
	app.get(file, async (_request, reply) => {
		reply.header('content-disposition', 'attachment; filename="sandbox-credentials.json"');
		return reply.type('application/json').send(JSON.stringify(importable(providers), null, '\t'));
	});
}

function credentialPage(providers: Provider[], url: string): Frame {
	const sections = providers.map(({ name, page }) =>
		section(name, page.title, page.credentials().map(credential)),
	);
	return {
		title: 'Credentials for n8n',
		current: 'credentials',
		body: html`<p class="lead">
				In n8n, create a credential of the type named here, paste each value, and press <em>Save</em>: n8n
				tests it at once. They are good for this sandbox only.
			</p>
			${sections}
			${section(
				'import',
				'All of them at once',
				html`<p>
					With n8n’s command line, on the machine where n8n runs, all are created in one go; doing it again
					puts them right again. <a href="${file}" download>Download sandbox-credentials.json</a>, then:
				</p>`,
				preformatted('n8n import:credentials --input=sandbox-credentials.json'),
				html`<p class="hint">
					An n8n in Docker does not reach this machine as 127.0.0.1. The sandbox listens at ${url} only, so
					let such an n8n use the host’s network (<code>--network=host</code>).
				</p>`,
			)}`,
	};
}

function credential({ type, title, fields, note }: CredentialValues): Html {
	return html`<div class="card" id="credential-${type}">
		<h3>${title}</h3>
		${note ? html`<p>${note}</p>` : null}
		<div class="fields">${fields.map((field) => fieldOf(type, field))}</div>
	</div>`;
}

/** A drop-down cannot be pasted into: what to choose is told. */
function fieldOf(type: string, { name, label, value, option }: CredentialField): Html {
	if (option) return facts([[label, html`choose <strong>${option}</strong>`]]);
	if (value === '') return facts([[label, 'not there yet']]);
	return copyField(`${type}-${name}`, label, value);
}

/** What `n8n import:credentials` takes. A fixed id makes a second import replace the first. */
function importable(providers: Provider[]): object[] {
	return providers
		.flatMap(({ page }) => page.credentials())
		.filter(({ fields }) => fields.every(({ value }) => value !== ''))
		.map(({ type, name, fields }) => ({
			id: `sandbox-${type}`,
			name,
			type,
			data: Object.fromEntries(fields.map((field) => [field.name, field.value])),
		}));
}
