import { createHash } from 'node:crypto';
import axios, { type AxiosInstance } from 'axios';
import { waitFor } from '../tools/n8n/waitFor';
import { outputOf, type Execution } from '../tools/n8n/workflow';
import { PlainError } from '../tools/n8n/plainError';
import type { Demo } from './start';

export const ONBOARDING = 'Onboarding with Keynua and DynamiCore';
const FIELD = 'contrato_firmado';
const STEP_WITHIN_MS = 60_000;

/** What the sandbox's providers hold when the chain has run to its end. */
export interface Onboarded {
	client: { id: number; pii: Record<string, unknown> };
	verificationId: string;
	contractId: string;
	/** SHA-256 of the PDF at the customer, and of the PDF at Keynua. */
	filedPdf: string;
	signedPdf: string;
}

/**
 * Plays the whole chain: starts the workflow, then is the person who proves who they are and signs.
 * @throws PlainError when a step does not happen, or when the customer's record does not hold all of it in the end
 */
export async function playOnboarding(
	{ client, sandbox, workflows }: Pick<Demo, 'client' | 'workflows'> & { sandbox: { url: string } },
	report: (line: string) => void,
): Promise<Onboarded> {
	const control = axios.create({ baseURL: `${sandbox.url}/control` });
	const workflow = workflows.find(({ name }) => name === ONBOARDING);
	if (!workflow) throw new PlainError(`n8n has no workflow "${ONBOARDING}".`);

	const started = succeeded(await client.runToEnd(workflow.id, 'Start'));
	const clientId = Number(outputOf(started, 'Create the client')[0].json.id);
	const verificationId = String(outputOf(started, 'Ask for the identity')[0].json.id);
	report(`Customer created at DynamiCore: client ${clientId}`);
	report(`Identity verification created at Keynua: ${verificationId}`);

	await control.post(`/keynua/verifications/${verificationId}/complete`, {});
	report('The person completed the verification; Keynua sends IdentityVerificationFinished');
	const contract = await contractFor(control, clientId);
	report(`Customer marked as verified; contract created at Keynua: ${contract.id}`);

	for (const user of contract.users)
		await control.post(`/keynua/contracts/${contract.id}/users/${user.id}/sign`, {});
	report('The person signed; Keynua sends ContractFinished');
	const record = await finishedRecord(control, clientId);
	report(`Signed PDF filed and customer updated: contract_status = ${record.pii.contract_status}`);

	const onboarded = {
		client: record,
		verificationId,
		contractId: contract.id,
		filedPdf: sha256(await pdf(`${sandbox.url}/control/dynamicore/clients/${clientId}/files/${FIELD}/0`)),
		signedPdf: sha256(await pdf(await finalPdfUrl(control, contract.id))),
	};
	checkRecord(onboarded);
	report(`The PDF at the customer is the one that Keynua signed (SHA-256 ${onboarded.filedPdf})`);
	return onboarded;
}

function succeeded(execution: Execution): Execution {
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (execution.status === 'success') return execution;
	throw new PlainError(
		`"${lastNodeExecuted}" did not succeed: ${error?.message}\n${error?.description ?? ''}`,
	);
}

interface Contract {
	id: string;
	reference: string;
	users: Array<{ id: number }>;
	items: Array<{ type: string; value: { url: string } }>;
}

async function contractFor(control: AxiosInstance, clientId: number): Promise<Contract> {
	return await waitFor('the contract to be created', STEP_WITHIN_MS, async () => {
		const { data } = await control.get<Contract[]>('/keynua/contracts');
		return data.find(({ reference }) => reference === `onboarding-${clientId}`);
	});
}

async function finishedRecord(control: AxiosInstance, clientId: number): Promise<Onboarded['client']> {
	return await waitFor("the customer's record to be updated", STEP_WITHIN_MS, async () => {
		const { data } = await control.get<Onboarded['client']>(`/dynamicore/clients/${clientId}`);
		return data.pii.contract_status ? data : undefined;
	});
}

async function finalPdfUrl(control: AxiosInstance, contractId: string): Promise<string> {
	const { data } = await control.get<Contract>(`/keynua/contracts/${contractId}`);
	const item = data.items.find(({ type }) => type === 'pdf');
	if (!item) throw new PlainError('Keynua has no final PDF for the contract.');
	return item.value.url;
}

async function pdf(url: string): Promise<Buffer> {
	const { data } = await axios.get<ArrayBuffer>(url, { responseType: 'arraybuffer' });
	return Buffer.from(data);
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

function checkRecord({ client, verificationId, contractId, filedPdf, signedPdf }: Onboarded): void {
	const { pii } = client;
	const missing = [
		pii.identity_status === 'verified' && pii.identity_verification === verificationId
			? ''
			: 'the verified identity',
		pii.contract_status === 'signed' && pii.contract_id === contractId ? '' : "the contract's state",
		filedPdf === signedPdf ? '' : 'the signed PDF',
	].filter(Boolean);
	if (missing.length > 0)
		throw new PlainError(`The customer's record does not hold ${missing.join(' and ')}.`);
}
