import type { DocumentedCase } from './cases';

/** "error, message, data": the answer to a request. Messages and invalidations have no sample of their own. */
const sent = { error: false, message: 'Documento Enviado', data: 'xxxxxxx' };
const done = { error: false, message: 'Documento Enviado' };

const person = { name: 'Wence Criado', email: 'soporte@firmafy.com' };
const signer = { ...person, nif: '12345678A', role: 'Trabajador', mobile: '600000000', notifyBy: 'email' };

/** Firmafy's API documentation. The log-in before each is answered apart. */
export const firmafy: DocumentedCase[] = [
	{
		operation: 'account.getBalance',
		answers: () => [{ error: false, message: 'Disponibles', credits: 50, sms: 25, mb: 20.331583, days: 23 }],
	},
	{
		operation: 'signatureRequest.create',
		parameters: { signers: { signer: [signer] } },
		withFile: true,
		answers: () => [sent],
	},
	{
		operation: 'signatureRequest.invalidate',
		parameters: { csv: 'xXXXXXXXXXX' },
		answers: () => [done],
	},
	{
		operation: 'certifiedEmail.send',
		parameters: { ...person, subject: 'Asunto', body: 'Texto' },
		answers: () => [sent],
	},
	{
		operation: 'certifiedSms.send',
		parameters: { name: person.name, country: '34', phone: '612345678', body: 'Texto' },
		answers: () => [sent],
	},
	{
		operation: 'webhook.subscribe',
		parameters: { type: '1', method: '1', url: 'https://www.company.es/firmafy' },
		answers: () => [done],
	},
	{ operation: 'session.getToken', answers: () => [] },
];
