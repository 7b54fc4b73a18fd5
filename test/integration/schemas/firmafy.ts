import type { DocumentedCase } from './cases';

/** "error, message, data": the answer to a signature request. Of no other answer does the document show more than "error". */
const sent = { error: false, message: 'Documento Enviado', data: 'xxxxxxx' };

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
	{ operation: 'session.getToken', answers: () => [] },
];
