import type { FastifyInstance } from 'fastify';
import { formRoute } from '../page/form';
import { button, clock, html, type Html, table } from '../page/html';
import { badRequest } from '../refusal';
import { decide } from './approval';
import { documentedError } from './items';
import { decideByHand, refuse, sign } from './signing';
import { type KeynuaState, signerOf } from './state';
import { completeVerification, expireVerification, failVerification } from './verifications';
import { type Subscription, subscriptions } from './webhooks';
import type { StoredFile } from './files';
import type { Contract, Signer, Verification } from './types';

const shownDeliveries = 20;
const base = '/page/keynua';

/** Keynua's part of the page. */
export function keynuaSections(state: KeynuaState): Html[] {
	return [
		contracts(state),
		verifications(state),
		documentTemplates(state),
		webhookTable(state),
		registerForm,
		deliveries(state),
	];
}

function contracts(state: KeynuaState): Html {
	const rows = [...state.contracts.values()]
		.reverse()
		.map((contract) => [
			contract.title,
			html`<div class="line"><span>${contract.status}</span>${decisionButtons(contract)}</div>`,
			contract.users.map((signer) => signerLine(state, contract, signer)),
			finalLink(contract),
		]);
	return table('Contracts', ['Title', 'Status', 'Signers', 'Final PDF'], rows, 'No contract yet.');
}

/** The account's own decisions: about a contract that all have signed, or about a step that waits. */
function decisionButtons({ id, status, title }: Contract): Html[] {
	const path = `${base}/contracts/${id}`;
	if (status === 'contract_approval')
		return [button('Approve', `${path}/approve`, title), button('Decline', `${path}/decline`, title)];
	if (status !== 'pending_approval') return [];
	return [button('Accept step', `${path}/accept`, title), button('Reject step', `${path}/reject`, title)];
}

function signerLine(state: KeynuaState, contract: Contract, signer: Signer): Html {
	const path = `${base}/contracts/${contract.id}/users/${signer.id}`;
	const canAct = signer.state !== 'done' && !contract.deletedAt;
	const refusal = { message: 'I do not agree with this document' };
	const buttons = canAct
		? [
				button('Sign', `${path}/sign`, signer.name),
				button('Refuse', `${path}/refuse`, signer.name, refusal),
				button('Fail the face match', `${path}/fail`, signer.name),
			]
		: [];
	const code = state.otps.currentCode(signer);
	const phone = code ? html`<span>code on the phone: <code>${code}</code></span>` : html``;
	return html`<div class="line"><span>${signer.name}: ${signer.state}</span>${phone}${buttons}</div>`;
}

function finalLink(contract: Contract): Html {
	const url = contract.items.find(({ type }) => type === 'pdf')?.value?.url as StoredFile | undefined;
	return url ? html`<a href="${url.toJSON()}">Open the final PDF</a>` : html`not yet`;
}

function verifications(state: KeynuaState): Html {
	const rows = [...state.verifications.values()]
		.reverse()
		.map((verification) => [
			verification.title,
			verification.documentNumber,
			verification.status,
			verificationButtons(verification),
		]);
	const columns = ['Title', 'Document number', 'Status', 'Act as the person'];
	return table('Identity verifications', columns, rows, 'No verification yet.');
}

function verificationButtons({ id, title, status }: Verification): Html[] {
	if (status === 'done' || status === 'expired' || status === 'max_attempts') return [];
	const path = `${base}/verifications/${id}`;
	return [
		button('Complete', `${path}/complete`, title),
		button('Fail', `${path}/fail`, title),
		button('Let expire', `${path}/expire`, title),
	];
}

function documentTemplates(state: KeynuaState): Html {
	const rows = state.documentTemplates
		.all()
		.map(({ name, templateId, fields }) => [
			name,
			html`<code>${templateId}</code>`,
			fields.map((field) => field.name).join(', '),
		]);
	return table('Document templates', ['Name', 'ID', 'Fields'], rows, 'No document template yet.');
}

function webhookTable({ webhooks }: KeynuaState): Html {
	const rows = webhooks
		.list()
		.map(({ id, url, secret, events, enabled }) => [
			url,
			html`<code>${secret}</code>`,
			events.length === subscriptions.length ? 'all' : events.join(', '),
			enabled ? 'enabled' : button('Enable', `${base}/webhooks/${id}/enable`, url),
			button('Remove', `${base}/webhooks/${id}/remove`, url),
		]);
	const columns = ['Address', 'Secret', 'Events', 'State', 'Actions'];
	return table('Webhooks', columns, rows, 'No webhook yet.');
}

const registerForm = html`<form method="post" action="${base}/webhooks" class="fields">
	<label
		>Address <input name="url" type="url" required placeholder="http://127.0.0.1:5678/webhook/…"
	/></label>
	<label>Secret (empty: a random one) <input name="secret" /></label>
	<fieldset>
		<legend>Events</legend>
		${subscriptions.map(
			(name) => html`<label><input type="checkbox" name="events" value="${name}" checked /> ${name}</label>`,
		)}
	</fieldset>
	<button>Register webhook</button>
</form>`;

function deliveries({ webhooks }: KeynuaState): Html {
	const rows = webhooks
		.deliveries()
		.slice(-shownDeliveries)
		.reverse()
		.map(({ id, at, type, url, forged, status, answer }) => [
			clock(at),
			forged ? `${type} (forged)` : type,
			url,
			status === null ? 'waiting' : `${status || 'failed'} ${(answer ?? '').slice(0, 200)}`,
			html`<div class="line">
				${button('Send again', `${base}/deliveries/${id}/resend`, type)}
				${button('Forge', `${base}/deliveries/${id}/forge`, type)}
			</div>`,
		]);
	return table('Last deliveries', ['At', 'Event', 'Address', 'Answer', 'Actions'], rows, 'Nothing sent yet.');
}

/** The page's forms; each does what the route of the same name under `/control/keynua` does. */
export function keynuaForms(app: FastifyInstance, state: KeynuaState): void {
	const { webhooks } = state;
	const on = (path: string, act: Parameters<typeof formRoute>[2]) => formRoute(app, path, act);
	on('/contracts/:id/users/:userId/sign', ({ id, userId }) =>
		sign(state, state.contract(id), Number(userId)),
	);
	on('/contracts/:id/users/:userId/refuse', ({ id, userId }, form) =>
		refuse(state, state.contract(id), Number(userId), form.get('message') ?? ''),
	);
	on('/contracts/:id/users/:userId/fail', async ({ id, userId }) => {
		const contract = state.contract(id);
		const fail = { itemType: 'facematch', ...documentedError('facematch') };
		signerOf(contract, Number(userId)).next = { fail };
		await sign(state, contract, Number(userId));
	});
	on('/contracts/:id/approve', ({ id }) => decide(state, { contractId: id, message: 'Approved' }, true));
	on('/contracts/:id/decline', ({ id }) => decide(state, { contractId: id, message: 'Declined' }, false));
	on('/contracts/:id/accept', ({ id }) => decideByHand(state, state.contract(id), true));
	on('/contracts/:id/reject', ({ id }) => decideByHand(state, state.contract(id), false));
	on('/verifications/:id/expire', ({ id }) => expireVerification(state.verification(id)));
	on('/verifications/:id/complete', ({ id }) => completeVerification(state, state.verification(id)));
	on('/verifications/:id/fail', ({ id }) => failVerification(state, state.verification(id), {}));
	on('/webhooks', (_params, form) =>
		webhooks.register(form.get('url') ?? '', form.get('secret') || undefined, chosenEvents(form)),
	);
	on('/webhooks/:id/enable', async ({ id }) => {
		const { enabled, status, answer } = await webhooks.enable(id);
		if (!enabled)
			throw badRequest(`Not enabled: the address answered ${status} "${answer}", not 200 "KEYNUA"`);
	});
	on('/webhooks/:id/remove', ({ id }) => webhooks.remove(id));
	on('/deliveries/:id/resend', ({ id }) => webhooks.repeat(id, false));
	on('/deliveries/:id/forge', ({ id }) => webhooks.repeat(id, true));
}

function chosenEvents(form: URLSearchParams): Subscription[] {
	const chosen = subscriptions.filter((name) => form.getAll('events').includes(name));
	if (chosen.length === 0) throw badRequest('Choose at least one event');
	return chosen;
}
