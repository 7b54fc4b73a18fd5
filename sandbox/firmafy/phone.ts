import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { formRoute } from '../page/form';
import { html, type Html } from '../page/html';
import { show } from '../page/layout';
import { actions, facts } from '../page/parts';
import { ending, phonePage, step } from '../page/phone';
import { badRequest, notFound } from '../refusal';
import { signButton } from './page/requests';
import type { SignatureRequest, Signer } from './records';
import { closedBecause, sign } from './requests';
import type { FirmafyState } from './state';

interface Visit {
	request: SignatureRequest;
	signer: Signer;
	index: number;
	path: string;
}

/** The mail or SMS, the document, and the code by SMS with which a person signs. The code is of the page alone. */
export function firmafyPhone(app: FastifyInstance, state: FirmafyState): void {
	const codes = new WeakMap<Signer, string>();
	const visitOf = ({ csv, index }: Record<string, string>): Visit => {
		const request = state.request(csv);
		const signer = request.signers[Number(index)];
		if (!signer) throw notFound(`Request ${csv} has no signer ${index}`);
		return { request, signer, index: Number(index), path: `/phone/firmafy/${csv}/${index}` };
	};
	app.get('/:csv/:index', async ({ params }, reply) => {
		const visit = visitOf(params as Record<string, string>);
		return show(reply, pageOf(state, visit, codes.get(visit.signer)));
	});
	formRoute(app, '/:csv/:index/agree', (params) => {
		const { signer, path } = visitOf(params);
		codes.set(signer, String(randomInt(100_000, 1_000_000)));
		return path;
	});
	formRoute(app, '/:csv/:index/code', async (params, form) => {
		const { request, signer, index, path } = visitOf(params);
		if (form.get('code')?.trim() !== codes.get(signer)) throw badRequest('El código no es correcto');
		await sign(state, request, index);
		return path;
	});
}

function pageOf(state: FirmafyState, visit: Visit, code?: string): string {
	const { request, signer, index } = visit;
	const { csv, subject, message } = request;
	const bySms = signer.type_notifications !== 'email';
	const sms = code === undefined ? [] : [{ from: 'SMS', text: `Firmafy: su código de firma es ${code}` }];
	const open = signer.datesign === null && closedBecause(state, request) === undefined;
	return phonePage({
		provider: 'Firmafy',
		title: subject,
		person: signer.nombre,
		back: { href: `/page/firmafy/requests/${csv}`, title: subject },
		messages: [{ from: bySms ? 'SMS' : 'Correo', text: `${subject}. ${message}` }, ...sms],
		progress: open ? { done: code === undefined ? 0 : 1, of: 2 } : undefined,
		screen: screenOf(state, visit, code),
		behind: html`<p>
				This is what a signer of Firmafy gets: a notice, the document, and a code by SMS. Each signature is an
				event of type 2; the last one is also one of type 1.
			</p>
			${facts([
				['CSV', html`<code>${csv}</code>`],
				['Told by', signer.type_notifications],
				['Code goes to', signer.telefono],
			])}
			${open
				? html`<h2>Or do it in one go</h2>
						${actions(signButton(request, index))}`
				: null}`,
	});
}

/** The texts of Firmafy's pages are not documented: these are the sandbox's own. */
function screenOf(state: FirmafyState, { request, signer, path }: Visit, code?: string): Html {
	if (signer.datesign) return ending('Documento firmado', `Firmado el ${signer.datesign}.`, 'good');
	const closed = closedBecause(state, request);
	if (closed) return ending('Ya no se puede firmar', 'El enlace ya no está activo.', 'bad');
	if (code === undefined)
		return step(
			'Documento pendiente de firma',
			html`<p>
					<a href="${state.files.url(request.original)}" target="_blank" rel="noopener"
						>${request.original.name}</a
					>
				</p>
				<label class="check"
					><input type="checkbox" required name="agreed" /> He leído el documento y estoy conforme</label
				>`,
			`${path}/agree`,
			'Firmar',
		);
	const field = html`<div class="field">
		<label for="code">Código</label>
		<input id="code" name="code" required inputmode="numeric" autocomplete="one-time-code" />
	</div>`;
	return step(
		'Código de firma',
		html`<p>Escriba el código que le ha llegado por SMS.</p>`,
		`${path}/code`,
		'Confirmar',
		field,
	);
}
