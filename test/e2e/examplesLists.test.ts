import axios from 'axios';
import { keynuaCredentials } from '../../sandbox/keynua/state';
import { outputOf } from '../../tools/n8n/workflow';
import { exampleNamed, failureOf } from './support/examples';
import { realN8n, type RealN8n } from './support/realN8n';

/** The examples that look through lists at set times: played by running their schedule by hand. */

let n8n: RealN8n;
beforeAll(async () => (n8n = await realN8n()));

const control = async <T>(path: string) => (await n8n.control.get<T>(path)).data;

interface Client {
	id: number;
	pii: Record<string, unknown>;
}

describe('Sign with Mifiel through DynamiCore', () => {
	const example = () => exampleNamed(n8n, 'Sign with Mifiel through DynamiCore');
	let id: number;

	async function everyHour() {
		const execution = await n8n.client.runToEnd(example().id, 'Every hour');
		expect(failureOf(execution)).toBeUndefined();
		return execution;
	}
	const client = async () => await control<Client>(`/dynamicore/clients/${id}`);

	test('the contract lies at the client and at Mifiel, with who is to sign', async () => {
		const started = await n8n.client.runToEnd(example().id, 'Start');
		expect(failureOf(started)).toBeUndefined();
		id = Number(outputOf(started, 'Create the client')[0].json.id);
		const { pii } = await client();
		expect(pii.contrato).toMatchObject([{ type: 'application/pdf' }]);
		expect(pii.mifiel_status).toBe('pending');
		const documents = await control<Array<{ id: string }>>('/dynamicore/mifiel');
		expect(documents.find((one) => one.id === pii.mifiel_document)).toMatchObject({
			external_id: `contract-${id}`,
			days_to_expire: 15,
			send_mail: true,
			has_not_signed: ['rafael.lopez@example.com'],
			viewers: [{ email: 'back.office@example.com' }],
		});
	});

	test('while nobody has signed, the hourly look names who is missing', async () => {
		const missing = outputOf(await everyHour(), 'Who is missing').map(({ json }) => json);
		expect(missing).toContainEqual(
			expect.objectContaining({ client: 'Rafael Lopez', missing: 'rafael.lopez@example.com' }),
		);
		expect((await client()).pii.mifiel_status).toBe('pending');
	});

	test('once signed, it is noted at the client, and not asked for again', async () => {
		const { pii } = await client();
		await n8n.control.post(`/dynamicore/mifiel/${pii.mifiel_document as string}/sign`, {});
		await everyHour();
		expect((await client()).pii).toMatchObject({
			mifiel_status: 'signed',
			mifiel_signed_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
		});
		const again = await everyHour();
		expect(outputOf(again, 'Still to be signed').map(({ json }) => json.id)).not.toContain(id);
	});
});

describe('Weekly report of what is pending', () => {
	const example = () => exampleNamed(n8n, 'Weekly report of what is pending');

	test('one e-mail with what waits for somebody and what is left of the plans', async () => {
		await askForIdentity('Identification <Rosa & Co>');
		const mifiel = await n8n.client.runToEnd(
			exampleNamed(n8n, 'Sign with Mifiel through DynamiCore').id,
			'Start',
		);
		expect(failureOf(mifiel)).toBeUndefined();
		const plan = await control<{ credits: number; sms: number }>('/firmafy/plan');
		const before = await control<object[]>('/firmafy/emails');

		const report = await n8n.client.runToEnd(example().id, 'Every Monday');
		expect(failureOf(report)).toBeUndefined();
		const emails = await control<Array<{ subject: string; body: string; to: object }>>('/firmafy/emails');
		expect(emails).toHaveLength(before.length + 1);
		const { subject, body, to } = emails.at(-1)!;
		expect(subject).toMatch(/^Pending on \d+ \w+ \d{4}$/);
		expect(to).toMatchObject({ email: 'back.office@example.com' });
		expect(body).toContain('<td>Identification &lt;Rosa &amp; Co></td><td>pending');
		expect(body).toContain('<td>Contract</td><td>Rafael Lopez</td><td>not signed (Mifiel)</td>');
		expect(body).toContain(`<td>${plan.credits} signatures, ${plan.sms} SMS,`);
		expect(body).toMatch(/<td>Credits at Mensatek<\/td><td><\/td><td>[\d.]+ left<\/td>/);
	});

	/** By Keynua's own API: the sandbox's control API makes verifications of a colleague, which are not in the list. */
	async function askForIdentity(title: string): Promise<void> {
		const { apiKey, apiToken } = keynuaCredentials;
		const headers = { 'x-api-key': apiKey, authorization: apiToken };
		const body = { title, documentType: 'pe-dni', documentNumber: '46464646' };
		await axios.put(`${n8n.sandboxUrl}/keynua/identity-verification/v1`, body, { headers });
	}
});
