import type { FastifyInstance } from 'fastify';
import { html, type Html } from '../page/html';
import { show } from '../page/layout';
import { facts } from '../page/parts';
import { ending, phonePage, step } from '../page/phone';
import { notFound } from '../refusal';
import type { MifielDocument } from './records';
import type { DynamiCoreState } from './state';

/** Mifiel's widget, where a signer of a document signs. Its texts are the sandbox's own. */
export function dynamicorePhone(app: FastifyInstance, { mifiel }: DynamiCoreState): void {
	app.get<{ Params: { id: string; signer: string } }>('/:id/:signer', async ({ params }, reply) =>
		show(reply, pageOf(mifiel.get(params.id), Number(params.signer))),
	);
}

function pageOf(document: MifielDocument, index: number): string {
	const { id, fileName, message, sendInvites, signers } = document;
	const signer = signers[index];
	const invitation = { from: 'Correo', text: message ?? `Tiene un documento por firmar: ${fileName}` };
	if (!signer) throw notFound(`Document ${id} has no signer ${index}`);
	return phonePage({
		provider: 'Mifiel',
		title: fileName,
		person: signer.name,
		back: { href: `/page/dynamicore/mifiel/${id}`, title: fileName },
		messages: sendInvites ? [invitation] : [],
		screen: screenOf(document, index),
		behind: html`${sendInvites ? null : uninvited}
			<p>
				Mifiel signs with the e.firma of the tax office. DynamiCore tells nobody: the DynamiCore Trigger asks
				by itself, and finds the document signed.
			</p>
			${facts([
				['Widget', html`<code>${signer.widget_id}</code>`],
				['Tax ID', signer.tax_id],
			])}`,
	});
}

const uninvited = html`<p>
	No invitation was sent, because the request did not ask for it (<code>send_invites</code>). Whoever is to
	sign has to be led to the widget by your own application.
</p>`;

function screenOf({ id, fileName, signers }: MifielDocument, index: number): Html {
	const { signed_at } = signers[index];
	if (signed_at) return ending('Documento firmado', `Firmado el ${signed_at.slice(0, 10)}.`, 'good');
	return step(
		fileName,
		html`<p>Firme con su e.firma. Aquí no hace falta ningún archivo.</p>
			<label class="check"
				><input type="checkbox" required name="agreed" /> He leído el documento y acepto firmarlo</label
			>`,
		`/page/dynamicore/mifiel/${id}/sign/${index}`,
		'Firmar con e.firma',
	);
}
