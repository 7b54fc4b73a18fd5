import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { show } from '../../page/layout';
import { actions, facts } from '../../page/parts';
import { phonePage } from '../../page/phone';
import { notFound } from '../../refusal';
import { signerActions } from '../page/contracts';
import { nextButtons } from '../page/verifications';
import { inputFor } from '../inputs';
import { checkSigner, refuse } from '../signing';
import type { KeynuaState } from '../state';
import { codeScreen, screenOf } from './screens';
import { type Visit, visitOf } from './visit';

/** Keynua's signing page, with the path and query that its links have: `/index.html?token=`. */
export function keynuaPhone(app: FastifyInstance, state: KeynuaState): void {
	const linkOf = (token: string) => `/phone/keynua/index.html?token=${encodeURIComponent(token)}`;
	const on = (name: string, act: (visit: Visit, form: URLSearchParams) => unknown) =>
		formRoute(app, `/${name}`, async (_params, form) => {
			const token = form.get('token') ?? '';
			await act(visitOf(state, token), form);
			return linkOf(token);
		});
	app.get<{ Querystring: { token?: string } }>('/index.html', async ({ query }, reply) =>
		show(reply, pageOf(state, visitOf(state, query.token ?? ''))),
	);
	on('step', async (visit, form) => {
		const item = visit.missing.find(({ id }) => String(id) === form.get('item'));
		if (!item) throw notFound('This step was done already');
		const isText = item.type === 'text';
		await visit.give(item, isText ? { text: form.get('text') ?? '' } : inputFor(state, item, visit.scanned));
	});
	on('refuse', ({ signing }, form) => {
		if (signing)
			refuse(state, signing.contract, signing.signer.id, form.get('message') || 'No estoy de acuerdo');
	});
	on('again', async ({ signing }) => {
		if (signing) await checkSigner(state, signing.contract, signing.signer);
	});
	on('send-code', ({ signing }) => {
		if (signing) state.otps.send(state, signing);
	});
	on('code', ({ signing }, form) => {
		if (signing) state.otps.verify(state, signing, (form.get('code') ?? '').trim());
	});
}

function pageOf(state: KeynuaState, visit: Visit): string {
	const { signing } = visit;
	const asksCode = signing?.contract.otpChannel && !visit.view && !state.otps.isVerified(signing.signer);
	const code = signing && state.otps.currentCode(signing.signer);
	return phonePage({
		provider: 'Keynua',
		title: visit.title,
		person: visit.person,
		back: { href: visit.page, title: visit.title },
		messages: messagesOf(visit, code),
		progress: visit.view
			? undefined
			: { done: visit.steps.length - visit.missing.length, of: visit.steps.length },
		screen: asksCode ? codeScreen(visit, code !== undefined) : screenOf(visit),
		behind: behind(state, visit),
	});
}

function messagesOf({ title, signing }: Visit, code?: string) {
	const invitation = signing ? `Tienes un documento por firmar: ${title}` : `Verifica tu identidad: ${title}`;
	const channel = signing?.contract.otpChannel;
	const sent =
		code === undefined
			? []
			: [{ from: channel === 'email' ? 'Correo' : 'SMS', text: `Tu código es ${code}` }];
	// With the channel "webhook", Keynua sends nothing to the person: whoever gets the event OTPCreated has to.
	return [{ from: 'Keynua', text: invitation }, ...(channel === 'webhook' ? [] : sent)];
}

function behind(state: KeynuaState, visit: Visit): Html {
	const [next] = visit.missing;
	const channel = visit.signing?.contract.otpChannel;
	const other = visit.signing
		? signerActions(state, visit.signing.contract, visit.signing.signer)
		: visit.verification && nextButtons(visit.verification);
	return html`<p>
			This is Keynua’s signing page. Each step gives one item; your webhooks get an event for it. Photos and
			videos are made up.
		</p>
		${facts([
			['Next item', next && html`<code>${next.type}</code> (item ${next.id}, version ${next.version})`],
			['One-time code', channel && `sent by ${channel}`],
		])}
		${other ? html`<h2>Or let something else happen</h2>` : null} ${other ? actions(other) : null}`;
}
