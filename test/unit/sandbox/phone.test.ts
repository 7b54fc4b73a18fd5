import axios from 'axios';
import { browse, type Browse } from './browse';
import { createContract, type Harness, samplePdf, startHarness } from './harness';

let harness: Harness;
let browser: Browse;
beforeEach(async () => {
	harness = await startHarness();
	browser = browse(harness);
});
afterEach(() => harness.sandbox.close());

const control = async (path: string) => (await harness.plain.get(`/control${path}`)).data;

/** Sends the first form on the phone, as the person would, until there is none of this kind any more. */
async function goThrough(path: string, fill: Record<string, string> = {}): Promise<string[]> {
	const titles: string[] = [];
	for (;;) {
		const page = await browser.page(path);
		const phone = page.slice(page.indexOf('id="phone"'));
		const form = /<form method="post" action="([^"]+)" class="step">([\s\S]*?)<\/form>/.exec(phone);
		if (!form || titles.length > 20) return titles;
		titles.push(/<h2>([^<]*)/.exec(form[2])?.[1] ?? '');
		const hidden = [...form[2].matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
		const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
		const { status, data } = await browser.press(form[1], { ...fields, ...fill }, path);
		if (status !== 303) throw new Error(`${status} ${data}`);
	}
}

describe('Keynua', () => {
	it('signs item by item, in the order of the template', async () => {
		const { id, users } = await createContract(harness);
		const path = `/phone/keynua/index.html?token=${users[0].token}`;
		expect(await browser.page(path)).toContain('Paso 1 de 5');
		expect(await goThrough(path, { text: '87654321' })).toEqual([
			'Aceptación de Términos',
			'Verificación de documentos',
			'Número de documento',
			'Foto frontal del documento',
			'Videofirma',
		]);
		const contract = await control(`/keynua/contracts/${id}`);
		expect(contract.status).toBe('done');
		const number = contract.items.find(
			({ reference }: { reference: string }) => reference === 'documentNumber',
		);
		expect(number.value).toEqual({ text: '87654321' });
		expect(await browser.page(path)).toContain('¡Listo!');
	});

	it('asks again for what a check found wrong', async () => {
		const { id, users } = await createContract(harness);
		const failure = { itemType: 'facematch', code: 'NotAMatch' };
		await harness.plain.post(`/control/keynua/contracts/${id}/users/0/fail-next`, failure);
		const path = `/phone/keynua/index.html?token=${users[0].token}`;
		const titles = await goThrough(path, { text: '1' });
		expect(titles.filter((title) => title === 'Videofirma')).toHaveLength(2);
		expect((await control(`/keynua/contracts/${id}`)).status).toBe('done');
	});

	it('takes a refusal in the person’s words', async () => {
		const { id, users } = await createContract(harness);
		const { token } = users[0];
		await browser.press('/phone/keynua/refuse', { token, message: 'Falta una página' });
		const { status, items } = await control(`/keynua/contracts/${id}`);
		expect(status).toBe('error');
		expect(JSON.stringify(items)).toContain('Falta una página');
	});

	it('asks for the one-time code first, where the template has one', async () => {
		const { users } = await createContract(harness, { templateId: 'sandbox-otp-sms' });
		const { token } = users[0];
		const path = `/phone/keynua/index.html?token=${token}`;
		expect(await browser.page(path)).toContain('Enviarme el código');
		await browser.press('/phone/keynua/send-code', { token });
		const [, code] = /Tu código es (\w+)/.exec(await browser.page(path)) ?? [];
		expect((await browser.press('/phone/keynua/code', { token, code: 'wrong' })).status).toBe(400);
		await browser.press('/phone/keynua/code', { token, code });
		expect(await browser.page(path)).toContain('Aceptación de Términos');
	});

	it('completes an identity verification', async () => {
		const body = { title: 'Who', documentNumber: '1', documentType: 'pe-dni', documentSide: 'both' };
		const { data } = await harness.keynua.put('/identity-verification/v1', body);
		const path = `/phone/keynua/index.html?token=${data.userToken}`;
		expect(await goThrough(path)).toEqual([
			'Aceptación de Términos',
			'Foto frontal del documento',
			'Foto posterior del documento',
			'Video',
		]);
		expect((await control(`/keynua/verifications/${data.id}`)).status).toBe('done');
	});
});

test('Mensatek: the link in the SMS leads to the front, the back, the selfie and the end', async () => {
	const { baseUrl, apiUser, apiToken } = harness.sandbox.mensatek;
	const auth = { username: apiUser, password: apiToken };
	const call = { Telefono: '34600000001', Resp: 'JSON' };
	const { data } = await axios.post(`${baseUrl}/VerificarIdentidad`, call, { auth });
	const verification = `/mensatek/verifications/${data[0].ID}`;
	const { receivedMessage } = await control(verification);
	const [link] = /http\S+/.exec(receivedMessage) ?? [];
	const titles = await goThrough(new URL(String(link)).pathname);
	expect(titles).toEqual(['Mensaje nuevo', 'Anverso del DNI', 'Reverso del DNI', 'Vídeo selfie', 'Enviar']);
	expect(await control(verification)).toMatchObject({
		step: 'finished',
		outcome: 'well',
		hasCertificate: true,
	});
});

test('Firmafy: the person agrees, and signs with the code of the SMS', async () => {
	const { baseUrl, user, password, idShow } = harness.sandbox.firmafy;
	const call = async (fields: Record<string, string>) =>
		(await axios.post(`${baseUrl}/ApplicationProgrammingInterface.php`, new URLSearchParams(fields))).data
			.data;
	const token = await call({ action: 'login', usuario: user, password });
	const person = { nombre: 'Marta Ruiz', nif: '00000001R', cargo: 'Abogada', telefono: 600000002 };
	const csv = await call({
		...{ action: 'request', token, id_show: idShow, pdf_name: 'a.pdf' },
		pdf_base64: (await samplePdf(harness)).toString('base64'),
		signer: JSON.stringify([{ ...person, email: 'm@r.es', type_notifications: 'email' }]),
	});
	const path = `/phone/firmafy/${csv}/0`;
	await browser.press(`${path}/agree`);
	const [, code] = /código de firma es (\d+)/.exec(await browser.page(path)) ?? [];
	expect((await browser.press(`${path}/code`, { code: '0' })).status).toBe(400);
	expect((await control(`/firmafy/requests/${csv}`)).signers[0].datesign).toBeNull();
	expect(await browser.press(`${path}/code`, { code })).toMatchObject({ status: 303, location: path });
	expect((await control(`/firmafy/requests/${csv}`)).closed).toBe('signed by all');
	expect(await browser.page(path)).toContain('Documento firmado');
});
