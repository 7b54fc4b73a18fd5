import { enterWebhooks } from '../../demo/portals';
import { waitFor } from '../../tools/n8n/waitFor';
import { outputOf } from '../../tools/n8n/workflow';
import { realN8n, type RealN8n } from './support/realN8n';

const WITHIN_MS = 60_000;
let n8n: RealN8n;
beforeAll(async () => {
	n8n = await realN8n();
	// Mensatek and Firmafy have one URL for the whole account, and other tests enter theirs. After a restart of n8n, which
	// there may have been, the Firmafy Trigger takes its place again when it is published once more.
	await enterWebhooks(workflow(), n8n);
	await n8n.client.unpublish(workflow());
	await n8n.client.publish(workflow());
});

interface Client {
	id: number;
	pii: Record<string, unknown> & {
		certificado_identidad?: Array<{ name: string; type: string }>;
		contrato_firmado?: Array<{ name: string; type: string }>;
	};
}

async function client(id: number): Promise<Client> {
	return (await n8n.control.get<Client>(`/dynamicore/clients/${id}`)).data;
}

const workflow = () => n8n.workflows.find(({ name }) => name === 'Verify with Mensatek, sign with Firmafy')!;

/** Plays a customer of "Verify with Mensatek, sign with Firmafy" up to the end of the verification. */
async function verifiedCustomer(outcome: string): Promise<number> {
	const started = await n8n.client.runToEnd(workflow().id, 'Start');
	expect(started.data.resultData.error?.message).toBeUndefined();
	const [{ json: created }] = outputOf(started, 'Create the client');
	const [{ json: sent }] = outputOf(started, 'Ask for the identity');
	const person = `/mensatek/verifications/${sent.ID as string}`;
	for (const step of ['open', 'front', 'back', 'selfie']) await n8n.control.post(`${person}/${step}`, {});
	await n8n.control.post(`${person}/finish`, { outcome });
	return Number(created.id);
}

test('verified by Mensatek, signed with Firmafy, filed at DynamiCore', async () => {
	const id = await verifiedCustomer('well');
	const verified = await waitFor('the signature request', WITHIN_MS, async () => {
		const found = await client(id);
		return found.pii.contract_csv && found.pii.certificado_identidad ? found : undefined;
	});
	expect(verified.pii).toMatchObject({ identity_status: 'verified' });
	expect(verified.pii.certificado_identidad).toMatchObject([{ type: 'application/pdf' }]);

	await n8n.control.post(`/firmafy/requests/${verified.pii.contract_csv as string}/signers/0/sign`, {});
	const signed = await waitFor('the signed contract to be filed', WITHIN_MS, async () => {
		const found = await client(id);
		return found.pii.contract_status ? found : undefined;
	});
	expect(signed.pii.contract_status).toBe('signed');
	expect(signed.pii.contrato_firmado).toHaveLength(2);
	const content = await n8n.control.get<ArrayBuffer>(`/dynamicore/clients/${id}/files/contrato_firmado/0`, {
		responseType: 'arraybuffer',
	});
	expect(Buffer.from(content.data).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a person whose face does not match is asked to sign nothing', async () => {
	const id = await verifiedCustomer('otherPerson');
	// The last of its reports. Those before it have started the workflow by then.
	await waitFor('the certificate to be filed', WITHIN_MS, async () => {
		return (await client(id)).pii.certificado_identidad;
	});
	await waitFor('the workflow to be done with all reports', WITHIN_MS, async () => {
		return (await n8n.client.executions(workflow().id)).every(({ stoppedAt }) => stoppedAt) || undefined;
	});
	const { pii } = await client(id);
	expect(pii.identity_request).toBeDefined();
	expect(pii.identity_status).toBeUndefined();
	expect(pii.contract_csv).toBeUndefined();
});
