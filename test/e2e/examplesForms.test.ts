import axios from 'axios';
import { waitFor } from '../../tools/n8n/waitFor';
import { outputOf, type SavedWorkflow } from '../../tools/n8n/workflow';
import { exampleNamed, executionIds, failureOf, newExecution, ran } from './support/examples';
import { formUrl, openForm, submit, submitAndLeave, type Upload } from './support/formPages';
import { realN8n, type RealN8n } from './support/realN8n';

/** The examples that begin with a form: each is filled in as a person would, up to the last page. */

const WITHIN_MS = 60_000;
let n8n: RealN8n;
let pdf: Upload;
beforeAll(async () => {
	n8n = await realN8n();
	const { data } = await axios.get(`${n8n.sandboxUrl}/samples/contract.pdf`, { responseType: 'arraybuffer' });
	pdf = { fileName: 'Invoice.pdf', mimeType: 'application/pdf', content: Buffer.from(data) };
});

const node = (workflow: SavedWorkflow, name: string) => workflow.nodes.find((one) => one.name === name)!;
const control = async <T>(path: string) => (await n8n.control.get<T>(path)).data;

describe('Fill a Keynua template from a form', () => {
	const example = () => exampleNamed(n8n, 'Fill a Keynua template from a form');
	const open = async () => await openForm(formUrl(n8n.n8nUrl, node(example(), 'Loan application')));

	test('the answers become an agreement to sign, and the signed PDF comes back', async () => {
		const before = await executionIds(n8n.client, example());
		const form = await open();
		expect(form.text).toContain('Apply for a loan');
		await n8n.control.delete('/requests');
		const ready = await submit(
			form,
			'Rosa Quispe',
			'46464646',
			'rosa@example.com',
			'1500',
			'2031-02-01',
			'Cusco',
		);
		expect(ready.text).toContain('We have sent a link to rosa@example.com');

		const requests = await control<Array<{ method: string; url: string; body: string }>>('/requests');
		const filled = requests.find(({ url }) => url.includes('create-filled-files'))!;
		expect(JSON.parse(filled.body)).toEqual({
			fieldValues: [
				{ name: 'borrower-0', value: 'Rosa Quispe' },
				{ name: 'dni-0', value: '46464646' },
				{ name: 'amount-0', value: '1500' },
				{ name: 'date-0', value: '2031-02-01' },
				{ name: 'city-0', value: 'Cusco' },
			],
		});
		const contracts = await control<Contract[]>('/keynua/contracts');
		const contract = contracts.find(({ reference }) => reference === 'loan-form-46464646')!;
		expect(contract.documents.map(({ name }) => name)).toEqual([
			'Loan agreement.pdf',
			'Loan agreement (2).pdf',
		]);
		expect(contract.users).toMatchObject([{ name: 'Rosa Quispe', email: 'rosa@example.com' }]);

		await n8n.control.post(`/keynua/contracts/${contract.id}/users/0/sign`, {});
		const signed = await newSigned(before, 'Agreement signed');
		expect(failureOf(signed)).toBeUndefined();
		const [item] = outputOf(signed, 'Ready to be filed');
		expect(item.json).toMatchObject({ signedBy: 'Rosa Quispe', contractId: contract.id });
		expect(item.binary?.data).toMatchObject({ mimeType: 'application/pdf' });
	});

	async function newSigned(before: string[], trigger: string) {
		return await waitFor('the signed agreement', WITHIN_MS, async () => {
			const all = await n8n.client.executions(example().id);
			for (const { id } of all.filter((one) => !before.includes(one.id) && one.stoppedAt)) {
				const execution = await n8n.client.execution(id);
				if (ran(execution).includes(trigger)) return execution;
			}
			return undefined;
		});
	}

	test('an answer that breaks a rule of the template sends nothing, and the person reads why', async () => {
		const before = await control<Contract[]>('/keynua/contracts');
		const page = await submit(
			await open(),
			'Rosa Quispe',
			'123',
			'rosa@example.com',
			'1500',
			'2031-02-01',
			'Cusco',
		);
		expect(page.text).toContain('Keynua refused the request (400): fieldValues: dni-0 does not match');
		expect(await control<Contract[]>('/keynua/contracts')).toHaveLength(before.length);
	});
});

interface Contract {
	id: string;
	status: string;
	reference: string;
	users: Array<{ name: string; email: string; token: string }>;
	documents: Array<{ name: string }>;
	flags?: object;
}

describe('Sign on your own page with a one-time code', () => {
	const example = () => exampleNamed(n8n, 'Sign on your own page with a one-time code');
	const photo: Upload = {
		fileName: 'dni.jpg',
		mimeType: 'image/jpeg',
		content: Buffer.from('/9j/4AAQSkZJRg==', 'base64'),
	};
	/** Runs "Start", and opens the link that came by e-mail. */
	async function invited() {
		const started = await n8n.client.runToEnd(example().id, 'Start');
		expect(failureOf(started)).toBeUndefined();
		const emails = await control<Array<{ body: string; to: { email: string } }>>('/firmafy/emails');
		const { body, to } = emails.at(-1)!;
		expect(to.email).toBe('rosa.quispe@example.com');
		const [, link] = /<a href="([^"]+\/form\/[^"]+)"/.exec(body)!;
		return { id: String(outputOf(started, 'Create the contract')[0].json.id), page: await openForm(link) };
	}
	const codeSent = async () =>
		(await control<Array<{ body: string }>>('/firmafy/messages')).at(-1)!.body.slice(-6);
	const statusOf = async (id: string) => (await control<Contract>(`/keynua/contracts/${id}`)).status;

	test('the link, the photo, a wrong code, the right one: the contract is signed', async () => {
		const { id, page } = await invited();
		const token = new URL(page.url).searchParams.get('token')!;
		const asked = await submit(page, '46464646', photo, 'Yes', token);
		expect(asked.text).toContain('We have sent you an SMS with a code');
		const again = await submit(asked, 'nonono');
		expect(again.text).toContain('That was not the code');
		expect(again.text).toContain('Tries left: 2');
		expect(await statusOf(id)).toBe('pending_input');
		const signed = await submit(again, await codeSent());
		expect(signed.text).toContain('Thank you, it is signed');
		await waitFor(
			'the contract to be finished',
			WITHIN_MS,
			async () => (await statusOf(id)) === 'done' || undefined,
		);
	});

	test('three wrong codes sign nothing', async () => {
		const { id, page } = await invited();
		let shown = await submit(page, '46464646', photo, 'Yes', new URL(page.url).searchParams.get('token')!);
		for (const code of ['wrong1', 'wrong2', 'wrong3']) shown = await submit(shown, code);
		expect(shown.text).toContain('That was the last try');
		expect(await statusOf(id)).not.toBe('done');
	});
});

describe('Send a certified notice', () => {
	const example = () => exampleNamed(n8n, 'Send a certified notice');
	const send = async (mobile: string) => {
		const form = await openForm(formUrl(n8n.n8nUrl, node(example(), 'New notice')));
		return await submit(
			form,
			'Ana García',
			'ana@example.com',
			mobile,
			'Invoice 2026-118',
			'It is overdue.',
			pdf,
		);
	};
	const sent = async () => ({
		emails: await control<Array<{ csv: string; subject: string; attachments: object[] }>>('/firmafy/emails'),
		messages: await control<Array<{ csv: string; body: string; to: object }>>('/firmafy/messages'),
	});

	test('goes out as e-mail with the document and as SMS, and the page gives the codes', async () => {
		const before = await sent();
		const page = await send('+34 612 345 678');
		const { emails, messages } = await sent();
		expect([emails.length, messages.length]).toEqual([before.emails.length + 1, before.messages.length + 1]);
		const [email, message] = [emails.at(-1)!, messages.at(-1)!];
		expect(email).toMatchObject({
			subject: 'Invoice 2026-118',
			attachments: [{ filename: 'Invoice.pdf', size: pdf.content.length }],
		});
		expect(message).toMatchObject({
			body: 'You have a certified e-mail from us: Invoice 2026-118',
			to: { country: 34, phone: 612345678 },
		});
		expect(page.text).toContain(`Code of the e-mail: ${email.csv}. Code of the SMS: ${message.csv}.`);
	});

	test('without credits left, nothing goes out by half', async () => {
		const before = await sent();
		const { data: plan } = await n8n.control.get('/firmafy/plan');
		await n8n.control.put('/firmafy/plan', { sms: 0 });
		const page = await send('612345678');
		await n8n.control.put('/firmafy/plan', { sms: plan.sms });
		expect(page.text).toContain('Nothing was sent');
		expect(page.text).toContain('0 SMS left');
		expect(await sent()).toEqual(before);
	});

	test('a wrong mobile number: the page says that the e-mail is out, and what to change', async () => {
		const page = await send('12345');
		expect(page.text).toContain('The e-mail was sent, the SMS was not');
		expect(page.text).toContain('"Phone" is not a mobile number with the prefix 34: 12345');
		expect(page.text).toContain('Spanish mobile numbers have 9 digits');
	});
});

describe('Open a loan', () => {
	const example = () => exampleNamed(n8n, 'Open a loan');
	/** The sandbox's score goes by the RFC: 803 for the first, 340 for the second. */
	const [goodRfc, badRfc] = ['GOHM850312AB6', 'GOHM850312AB1'];

	async function apply(rfc: string, documentNumber: string) {
		const before = await executionIds(n8n.client, example());
		const form = { url: formUrl(n8n.n8nUrl, node(example(), 'Loan application')) };
		const person = ['Ana María', 'Rojas', 'Gómez', rfc, 'a-ciec', documentNumber, '2010-05-17', '1985-03-12'];
		const contact = ['soltero', 'ana@example.com', '3001234567', 'Calle 72 # 10-07', '10000', 'DIEZ MIL'];
		await submitAndLeave(form, ...person, ...contact);
		const execution = await newExecution(n8n.client, example(), before);
		expect(failureOf(execution)).toBeUndefined();
		const clientId = Number(outputOf(execution, 'Create the client')[0].json.id);
		return { execution, clientId };
	}
	interface Client {
		pii: Record<string, unknown>;
	}
	const client = async (id: number) => await control<Client>(`/dynamicore/clients/${id}`);

	test('a good score: the account is open, the note is part of the contract, and signing is noted', async () => {
		const { execution, clientId } = await apply(goodRfc, '523642456');
		expect(outputOf(execution, 'Turnover')[0].json.sum_total).toBeGreaterThan(50_000);
		const [{ json: account }] = outputOf(execution, 'Open the account');
		expect(account).toMatchObject({ client_id: clientId, product: '6', currency: '484', enabled: '1' });
		const requested = await client(clientId);
		expect(requested.pii).toMatchObject({ loan_status: 'to be signed', loan_account: String(account.id) });

		const id = String(requested.pii.loan_contract);
		expect((await control<Contract>(`/keynua/contracts/${id}`)).flags).toMatchObject({
			decevalData: {
				promissoryNote: {
					tipoPagare: '1',
					numCredito: String(account.id),
					valorPesosDesembolso: 10_000,
					valorPesosDesembolsoLetras: 'DIEZ MIL',
					otorganteNumId: '523642456',
				},
			},
		});
		await n8n.control.post(`/keynua/contracts/${id}/users/0/sign`, {});
		const signed = await waitFor('the signed loan to be noted', WITHIN_MS, async () => {
			const found = await client(clientId);
			return found.pii.loan_status === 'signed' ? found : undefined;
		});
		expect(signed.pii.contrato_firmado).toMatchObject([{ type: 'application/pdf' }]);
	});

	test('a bad score: it is noted, and nothing is opened or sent', async () => {
		const contracts = await control<Contract[]>('/keynua/contracts');
		const { execution, clientId } = await apply(badRfc, '523642457');
		expect(ran(execution)).not.toContain('Open the account');
		expect((await client(clientId)).pii).toMatchObject({ loan_status: 'refused', loan_score: '340' });
		expect(await control<Contract[]>('/keynua/contracts')).toHaveLength(contracts.length);
	});
});
