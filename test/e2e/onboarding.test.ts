import axios from 'axios';
import { PDFDocument } from 'pdf-lib';
import { playOnboarding, type Onboarded } from '../../demo/play';
import { waitFor } from '../../tools/n8n/waitFor';
import { outputOf, webhookUrl } from '../../tools/n8n/workflow';
import { realN8n, type RealN8n } from './support/realN8n';

let n8n: RealN8n;
let onboarded: Onboarded;
let before: string[];
let since: string;
beforeAll(async () => {
	n8n = await realN8n();
	since = new Date().toISOString();
	before = (await n8n.client.executions(workflow().id)).map(({ id }) => id);
	onboarded = await playOnboarding(n8n.demo, () => {});
});

const workflow = () => n8n.workflows.find(({ name }) => name === 'Onboarding with Keynua and DynamiCore')!;

test('the customer holds the verified identity, the state of the contract and the signed PDF', async () => {
	const { client, verificationId, contractId, filedPdf, signedPdf } = onboarded;
	expect(client.pii).toMatchObject({
		identity_status: 'verified',
		identity_verification: verificationId,
		identity_document: '12345678',
		contract_status: 'signed',
		contract_id: contractId,
	});
	expect(filedPdf).toBe(signedPdf);
});

test('the filed PDF is a real one: the agreement and a page with the certificate', async () => {
	const files = `${n8n.sandboxUrl}/control/dynamicore/clients/${onboarded.client.id}/files/contrato_firmado/0`;
	const agreement = await axios.get(`${n8n.sandboxUrl}/samples/contract.pdf`, {
		responseType: 'arraybuffer',
	});
	const filed = await axios.get(files, { responseType: 'arraybuffer' });
	const pages = async (data: ArrayBuffer) => (await PDFDocument.load(data)).getPageCount();
	expect(await pages(filed.data)).toBe((await pages(agreement.data)) + 1);
});

test('each event started the workflow once, and every execution succeeded', async () => {
	const executions = await waitFor('all executions to end', 30_000, async () => {
		const everything = await n8n.client.executions(workflow().id);
		const all = everything.filter(({ id }) => !before.includes(id));
		return all.every(({ stoppedAt }) => stoppedAt) ? all : undefined;
	});
	expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
	const trigger = workflow().nodes.find(({ name }) => name === 'Keynua Trigger')!;
	const { data } = await n8n.control.get<Delivery[]>('/keynua/deliveries');
	const deliveries = data.filter(({ at, url }) => at >= since && url === webhookUrl(n8n.n8nUrl, trigger));
	expect(new Set(deliveries.map(({ answer }) => answer))).toEqual(new Set(['KEYNUA']));
	const chosen = deliveries.filter(({ type }) =>
		/^(IdentityVerificationFinished|ContractFinished)$/.test(type),
	);
	expect(chosen).toHaveLength(2);
	expect(executions.filter(({ mode }) => mode === 'webhook')).toHaveLength(chosen.length);
});

interface Delivery {
	at: string;
	url: string;
	type: string;
	answer: string;
}

test('the trigger gives the event, the account and the payload, flat', async () => {
	const [latest] = await n8n.client.executions(workflow().id);
	const [{ json }] = outputOf(await n8n.client.execution(latest.id), 'Keynua Trigger');
	expect(json).toMatchObject({
		event: 'ContractFinished',
		accountId: expect.any(String),
		receivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
		contractId: onboarded.contractId,
		pdfItems: [{ url: expect.any(String) }],
	});
});
