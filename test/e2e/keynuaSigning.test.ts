import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { PDFDocument } from 'pdf-lib';
import type { INode } from 'n8n-workflow';
import { owner } from '../../demo/setUp';
import { outputOf, webhookUrl, type SavedWorkflow } from '../../tools/n8n/workflow';
import { openBrowser, screenshot, type OpenBrowser } from './support/browser';
import * as editor from './support/editor';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain, placed } from './support/workflows';

const SECRET = 'a-secret-for-signing';
const REFERENCE = `own-page-${randomUUID()}`;

let n8n: RealN8n;
let trigger: INode;
let finished: SavedWorkflow;
let webhookId: string;
let browser: OpenBrowser;

/** A workflow that begins when the contract of this test is finished, with the signed PDF in it. */
beforeAll(async () => {
	n8n = await realN8n();
	const webhookCredential = await n8n.client.saveCredential({
		name: 'Signing test',
		type: 'keynuaWebhookApi',
		data: { webhookSecret: SECRET },
	});
	trigger = placed(
		{
			name: 'Keynua Trigger',
			type: 'n8n-nodes-esign-kyc.keynuaTrigger',
			typeVersion: 2,
			parameters: {
				events: ['ContractFinished', 'ContractItemUpdated'],
				itemStates: ['error'],
				filters: { references: 'own-page-*' },
				downloadSigned: true,
			},
			credentials: { keynuaWebhookApi: webhookCredential, keynuaApi: n8n.credentials.keynuaApi },
			webhookId: randomUUID(),
		},
		0,
	);
	finished = await n8n.client.saveWorkflow({ name: 'Own page: finished', nodes: [trigger], connections: {} });
	await n8n.client.publish(finished);
	const url = webhookUrl(n8n.n8nUrl, trigger);
	const { data } = await n8n.control.post('/keynua/webhooks', { url, secret: SECRET });
	webhookId = data.id;
	expect((await n8n.control.post(`/keynua/webhooks/${webhookId}/enable`, {})).data).toMatchObject({
		enabled: true,
	});
});
afterAll(async () => {
	await browser?.close();
	await n8n.control.delete(`/keynua/webhooks/${webhookId}`);
	await n8n.client.unpublish(finished);
});

function keynua(name: string, resource: string, operation: string, parameters: INode['parameters']) {
	return {
		name,
		type: 'n8n-nodes-esign-kyc.keynua',
		parameters: { resource, operation, ...parameters },
		credentials: { keynuaApi: n8n.credentials.keynuaApi },
	};
}

test('a signing page of one’s own: pending, upload, one-time code, submit, finished', async () => {
	const { data } = await axios.get(`${n8n.sandboxUrl}/samples/contract.pdf`, { responseType: 'arraybuffer' });
	const signerToken = '={{ $("Create").item.json.users[0].token }}';
	const itemId = (type: string) =>
		`={{ $("Pending").item.json.items.find((item) => item.type === "${type}").itemId }}`;
	const photo = {
		name: 'Photo',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			mode: 'runOnceForEachItem',
			jsCode:
				'return { json: {}, binary: { photo: { data: "/9j/4AAQSkZJRg==", mimeType: "image/jpeg", fileName: "dni.jpg" } }, pairedItem: $itemIndex };',
		},
	};
	const workflow = await n8n.client.saveWorkflow(
		chain(
			'Own page: sign',
			keynua('Create', 'contract', 'create', {
				title: 'Préstamo ñandú',
				templateId: 'sandbox-otp-sms',
				documents: {
					document: [{ source: 'base64', name: 'Loan', base64: Buffer.from(data).toString('base64') }],
				},
				signers: { signer: [{ name: 'Rosa Quispe', groups: 'signers' }] },
				additionalFields: { reference: REFERENCE },
			}),
			keynua('Pending', 'signing', 'getPendingItems', { signerToken }),
			photo,
			keynua('Upload', 'signing', 'uploadFile', { signerToken, inputDataFieldName: 'photo' }),
			keynua('Code', 'oneTimeCode', 'createAsOwner', {
				contractId: { __rl: true, mode: 'id', value: '={{ $("Create").item.json.id }}' },
				userId: '0',
			}),
			keynua('Verify', 'oneTimeCode', 'verify', { signerToken, code: '={{ $json.code }}' }),
			keynua('Submit', 'signing', 'submitItems', {
				signerToken,
				items: {
					item: [
						{ itemId: itemId('terms'), kind: 'terms' },
						{ itemId: itemId('documents'), kind: 'documents' },
						{ itemId: itemId('text'), kind: 'text', text: '46464646' },
						{ itemId: itemId('image'), kind: 'file', linkId: '={{ $("Upload").item.json.linkId }}' },
					],
				},
				otpToken: '={{ $json.otpToken }}',
			}),
		),
	);
	const execution = await n8n.client.runToEnd(workflow.id, 'Start');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(outputOf(execution, 'Pending')[0].json.items).toHaveLength(4);
	expect(outputOf(execution, 'Submit')[0].json).toEqual({ ok: true });

	const started = await n8n.client.waitForExecution(finished.id, ({ status }) => status === 'success');
	const [item] = outputOf(started, 'Keynua Trigger');
	const { id } = outputOf(execution, 'Create')[0].json;
	expect(item.json).toMatchObject({
		event: 'ContractFinished',
		contractId: id,
		reference: REFERENCE,
		files: [{ field: 'data', fileName: 'Préstamo ñandú.pdf' }],
	});
	expect(item.binary?.data).toMatchObject({ mimeType: 'application/pdf', fileName: 'Préstamo ñandú.pdf' });
	const bytes = await signedPdf(String(id));
	expect((await PDFDocument.load(bytes)).getPageCount()).toBe(3);
	expect(item.binary?.data.bytes ?? bytes.length).toBe(bytes.length);
	expect(await n8n.client.executions(finished.id)).toHaveLength(1);
});

async function signedPdf(id: string): Promise<Buffer> {
	const contract = (await n8n.control.get(`/keynua/contracts/${id}`)).data;
	const pdf = contract.items.find(({ type }: { type: string }) => type === 'pdf');
	const { data } = await axios.get(pdf.value.url, { responseType: 'arraybuffer' });
	return Buffer.from(data);
}

test('the same delivery again starts nothing', async () => {
	const { data } = await n8n.control.get('/keynua/deliveries');
	const sent = data.find(
		(one: { webhookId: string; type: string }) =>
			one.webhookId === webhookId && one.type === 'ContractFinished',
	);
	const { data: repeated } = await n8n.control.post(`/keynua/deliveries/${sent.id}/resend`, {});
	expect(repeated).toMatchObject({ status: 200, answer: 'KEYNUA' });
	// A second start would be listed at once; give a wrong one the time to show.
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	expect(await n8n.client.executions(finished.id)).toHaveLength(1);
});

describe('in the editor', () => {
	beforeAll(async () => {
		browser = await openBrowser();
		await editor.signIn(browser.page, n8n.n8nUrl, owner);
	});

	test('the trigger’s panel tells the steps to take in Keynua', async () => {
		const { page } = browser;
		// As a person sees it who sets it up: not published yet.
		const node = { ...trigger, webhookId: randomUUID() };
		const fresh = await n8n.client.saveWorkflow({ name: 'Own page: new', nodes: [node], connections: {} });
		await editor.openWorkflow(page, n8n.n8nUrl, fresh.id);
		await editor.openNode(page, 'Keynua Trigger');
		await page.getByText('When will this node trigger my flow?').click();
		await page.getByText('Confirm the e-mail that Keynua sends').waitFor();
		expect(await editor.shownParameters(page)).toEqual(
			expect.arrayContaining(['events', 'itemStates', 'signatureMode', 'downloadSigned']),
		);
		const file = await screenshot(page, 'keynua-trigger-panel');
		if (process.env.UPDATE_PICTURES !== '1') return;
		const folder = join(__dirname, '../../docs/images');
		mkdirSync(folder, { recursive: true });
		copyFileSync(file, join(folder, 'keynua-trigger-panel.png'));
	});

	test('a document template’s own fields stand in the form', async () => {
		const { page } = browser;
		const workflow = await n8n.client.saveWorkflow(
			chain('Own page: fill', keynua('Fill', 'documentTemplate', 'fill', {})),
		);
		await editor.openWorkflow(page, n8n.n8nUrl, workflow.id);
		await editor.openNode(page, 'Fill');
		await page.getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').filter({ hasText: 'Loan agreement' }).first().click();
		for (const name of ['Borrower', 'DNI', 'Amount', 'First payment', 'City', 'Notes']) {
			await page.getByTestId('resource-mapper-container').getByText(name).first().waitFor();
		}
		await screenshot(page, 'keynua-fill-template');
	});
});
