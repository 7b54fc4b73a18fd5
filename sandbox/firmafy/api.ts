import type { FastifyInstance } from 'fastify';
import { shape, text } from '../check';
import { documentedRoute } from '../documentedRoute';
import { Refusal } from '../refusal';
import { credentialsAgain } from './fields';
import { acceptForms, type Form, readForm } from './form';
import { sendEmail, sendSms } from './messages';
import { refusal, wrongAccount } from './refusal';
import { createRequest, invalidate } from './requests';
import { firmafyCredentials } from './sessions';
import { readSignatureInput } from './signatureInput';
import type { FirmafyState } from './state';
import type { FirmafyReadings } from './switches';

type Action = (state: FirmafyState, form: Form) => object | Promise<object>;

const required = text({ empty: false });
// Firmafy's own PHP sample logs in with an empty token.
const checkLogin = shape({ action: required, usuario: required, password: required }, { token: text() });
const checkCsv = shape({ action: required, token: required, csv: required }, credentialsAgain);
const checkAccount = shape({ action: required, token: required, id_show: required }, credentialsAgain);

/** The documented actions. `message` is documented for `request` and `balance` only; others bear a plausible one. */
const actions: Record<string, Action> = {
	login: (state, form) => {
		const { usuario, password } = checkLogin(withoutFiles(form), '');
		return { data: state.sessions.login(usuario, password) };
	},
	request: async (state, form) => {
		const { csv } = createRequest(state, await readSignatureInput(form));
		return { message: 'Documento Enviado', data: csv };
	},
	emailrequest: (state, form) => ({ message: 'Email Enviado', data: sendEmail(state, form).csv }),
	smsrequest: (state, form) => ({ message: 'SMS Enviado', data: sendSms(state, form).csv }),
	webhook: (state, form) => {
		state.webhooks.subscribe(withoutFiles(form));
		return { message: 'Webhook guardado' };
	},
	invalidar_documento: (state, form) => {
		invalidate(state, checkCsv(withoutFiles(form), '').csv);
		return { message: 'Documento Invalidado' };
	},
	balance: (state, form) => {
		checkAccount(withoutFiles(form), '');
		return { message: 'Disponibles', ...state.plan };
	},
};

/** Firmafy's API: one address, whose `action` says what is to be done. */
export function firmafyApi(app: FastifyInstance, state: FirmafyState): void {
	acceptForms(app);
	documentedRoute(app, '/ApplicationProgrammingInterface.php', {
		POST: async (request) => {
			if (Object.keys(request.query as object).length > 0) throw refusal('The query string must be empty');
			return await within200(async () => await answerTo(state, await readForm(request)));
		},
	});
	app.get('/files/:name', async (request, reply) => {
		if (request.headers.authorization) throw new Refusal(400, 'This link takes no credentials');
		const { name } = request.params as { name: string };
		const { bytes } = state.files.open(name.replace(/\.pdf$/, ''));
		return reply.type('application/pdf').send(bytes);
	});
}

async function within200(answer: () => Promise<object | string>): Promise<object | string> {
	try {
		return await answer();
	} catch (error) {
		if (error instanceof Refusal && error.statusCode === 400) throw refusal(error.message, error.reason);
		throw error;
	}
}

async function answerTo(state: FirmafyState, form: Form): Promise<object | string> {
	const { action = '', token, id_show } = form.fields;
	if (!Object.hasOwn(actions, action)) throw refusal(`action: "${action}" is not documented`);
	if (action !== 'login') {
		if (!token) throw refusal('token is required');
		state.sessions.assertValid(token);
	}
	if (id_show !== undefined && id_show !== firmafyCredentials.idShow) throw refusal(wrongAccount);
	return shaped(action, await actions[action](state, form), state.switches.now);
}

type Answer = { message?: string; data?: unknown };

/** The answers as they are switched on. Only those of login, request and balance are documented. */
function shaped(action: string, answer: Answer, now: FirmafyReadings): object | string {
	const envelope = { error: false, ...answer };
	if (action === 'login' || action === 'balance') return envelope;
	if (action === 'request') {
		if (now.requestAnswer === 'empty') return '';
		if (now.requestAnswer === 'nullCode') return { ...envelope, data: null };
		return now.requestAnswer === 'code' ? envelope : { ...envelope, data: undefined };
	}
	const { message = '' } = answer;
	return { envelope, message: { message }, flag: { error: false }, text: message, empty: '' }[now.answers];
}

function withoutFiles({ fields, files }: Form): Record<string, string> {
	const [first] = Object.keys(files);
	if (first) throw refusal(`${first} must not be a file`);
	return { ...fields };
}
