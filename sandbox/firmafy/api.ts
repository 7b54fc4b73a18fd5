import type { FastifyInstance } from 'fastify';
import { shape, text } from '../check';
import { documentedRoute } from '../documentedRoute';
import { Refusal } from '../refusal';
import { acceptForms, type Form, readForm } from './form';
import { sendEmail, sendSms } from './messages';
import { refusal, wrongAccount } from './refusal';
import { createRequest, invalidate } from './requests';
import { firmafyCredentials } from './sessions';
import { readSignatureInput } from './signatureInput';
import type { FirmafyState } from './state';

type Action = (state: FirmafyState, form: Form) => object | Promise<object>;

const required = text({ empty: false });
const checkLogin = shape({ action: required, usuario: required, password: required }, {});
const checkCsv = shape({ action: required, token: required, csv: required }, {});
const checkAccount = shape({ action: required, token: required, id_show: required }, {});

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

async function within200(answer: () => Promise<object>): Promise<object> {
	try {
		return { error: false, ...(await answer()) };
	} catch (error) {
		if (error instanceof Refusal && error.statusCode === 400) throw refusal(error.message, error.reason);
		throw error;
	}
}

async function answerTo(state: FirmafyState, form: Form): Promise<object> {
	const { action = '', token, id_show } = form.fields;
	if (!Object.hasOwn(actions, action)) throw refusal(`action: "${action}" is not documented`);
	if (action !== 'login') {
		if (!token) throw refusal('token is required');
		state.sessions.assertValid(token);
	}
	if (id_show !== undefined && id_show !== firmafyCredentials.idShow) throw refusal(wrongAccount);
	return await actions[action](state, form);
}

function withoutFiles({ fields, files }: Form): Record<string, string> {
	const [first] = Object.keys(files);
	if (first) throw refusal(`${first} must not be a file`);
	return { ...fields };
}
