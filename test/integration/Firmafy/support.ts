import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { Recorded } from '../support/recorder';
import type { World } from '../support/world';

/** The two signers of the document's example, as a person fills them in. */
export const exampleSigners = {
	signer: [
		{
			name: 'Wence Criado',
			nif: '12345678A',
			role: 'Trabajador',
			email: 'soporte@firmafy.com',
			mobile: '600000000',
			notifyBy: 'email',
		},
		{
			name: 'Fran Cortes',
			nif: '98765432B',
			role: 'Responsable',
			email: 'hola@firmafy.com',
			mobile: '777777777',
			signsAs: 'legal',
			company: 'FIRMAFY',
			cif: 'B11111111',
			notifyBy: 'email,sms',
		},
	],
};

/** The same, copied from the document. */
export const documentedSigners = [
	{
		nombre: 'Wence Criado',
		nif: '12345678A',
		cargo: 'Trabajador',
		email: 'soporte@firmafy.com',
		telefono: 600000000,
		type_notifications: 'email',
	},
	{
		nombre: 'Fran Cortes',
		nif: '98765432B',
		cargo: 'Responsable',
		email: 'hola@firmafy.com',
		telefono: 777777777,
		empresa: 'FIRMAFY',
		cif: 'B11111111',
		type_notifications: 'email,sms',
	},
];

export const create = {
	resource: 'signatureRequest',
	operation: 'create',
	signers: exampleSigners,
};

/** The sandbox's sample contract, which has two pages. */
export async function samplePdf(world: World): Promise<Buffer> {
	const { data } = await world.control.get('/samples/contract.pdf', {
		baseURL: world.sandbox.url,
		responseType: 'arraybuffer',
	});
	return Buffer.from(data);
}

export async function pdfFile(
	world: World,
	name = 'Contrato.pdf',
	mimeType = 'application/pdf',
): Promise<IBinaryData> {
	return await world.engine.file(await samplePdf(world), { fileName: name, mimeType });
}

/** One item with the sample contract in the field `data`. */
export async function withPdf(world: World, json = {}): Promise<INodeExecutionData[]> {
	return [{ json, binary: { data: await pdfFile(world) } }];
}

export async function requestsOf(world: World) {
	return (await world.control.get('/firmafy/requests')).data;
}

export async function logins(world: World): Promise<{ accepted: number; refused: number }> {
	return (await world.control.get('/firmafy/logins')).data;
}

/** A new session for each test: the node keeps one for an hour, across executions. */
export async function endSessions(world: World): Promise<void> {
	await world.control.post('/firmafy/sessions/end');
}

export function formOf({ body }: Recorded): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(body));
}

/** What the recorder answers: a token for the log-in, and `answer` for the rest. */
export function answering(answer: object) {
	return ({ body }: Recorded) =>
		/(^|&)action=login(&|$)/.test(body) ? { body: { error: false, data: 'TOKEN' } } : { body: answer };
}
