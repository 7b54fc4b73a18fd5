import axios from 'axios';
import { ONBOARDING, playOnboarding } from '../../demo/play';
import type { Demo } from '../../demo/start';
import { N8nRest } from '../../tools/n8n/rest';
import { OLDEST } from '../../tools/n8n/versions';
import { webhookUrl } from '../../tools/n8n/workflow';
import manifest from '../../package.json';
import { failureTests } from './support/failures';
import { startOldestN8n } from './support/oldestN8n';

// The first time, this n8n has to be fetched.
const START_WITHIN_MS = 15 * 60_000;
const PACKAGE = 'n8n-nodes-esign-kyc';

let demo: Demo;
beforeAll(async () => (demo = await startOldestN8n()), START_WITHIN_MS);
afterAll(async () => await demo?.stop());

const onboarding = () => demo.workflows.find(({ name }) => name === ONBOARDING)!;

test('it is the version that the package says it supports', async () => {
	const rest = new N8nRest(demo.n8n.url, demo.client.session);
	const { versionCli } = await rest.request<{ versionCli: string }>('GET', '/rest/settings');
	expect(versionCli).toBe(OLDEST.version);
});

test('all nodes and credentials of the package are there', async () => {
	const nodes = (await demo.client.nodeTypes()).map(({ name }) => name);
	const credentials = (await demo.client.credentialTypes()).map(({ name }) => name);
	const nameOf = (file: string) => file.split('/').at(-1)!.split('.')[0];
	const lowerFirst = (text: string) => text[0].toLowerCase() + text.slice(1);
	for (const file of manifest.n8n.nodes) expect(nodes).toContain(`${PACKAGE}.${lowerFirst(nameOf(file))}`);
	for (const file of manifest.n8n.credentials) expect(credentials).toContain(lowerFirst(nameOf(file)));
});

test('the onboarding chain runs to its end, and every execution succeeds', async () => {
	const { client, filedPdf, signedPdf } = await playOnboarding(demo, () => {});
	expect(client.pii).toMatchObject({ identity_status: 'verified', contract_status: 'signed' });
	expect(filedPdf).toBe(signedPdf);
	const executions = await demo.client.executions(onboarding().id);
	expect(executions.map(({ mode, status }) => `${mode} ${status}`).sort()).toEqual([
		'manual success',
		'webhook success',
		'webhook success',
	]);
});

test('a delivery that Keynua did not sign is refused, and starts nothing', async () => {
	const before = await demo.client.executions(onboarding().id);
	const trigger = onboarding().nodes.find(({ name }) => name === 'Keynua Trigger')!;
	const forged = { type: 'ContractFinished', accountId: '1', payload: { contractId: '1' } };
	const { status } = await axios.post(webhookUrl(demo.n8n.url, trigger), forged, {
		headers: { 'x-keynua-webhook-ts': String(Date.now()), 'x-keynua-webhook-sig': 'a'.repeat(64) },
		validateStatus: () => true,
	});
	expect(status).toBe(401);
	expect(await demo.client.executions(onboarding().id)).toHaveLength(before.length);
});

describe('when one item of several fails', () => {
	failureTests(async () => ({
		client: demo.client,
		credentials: demo.credentials,
		control: axios.create({ baseURL: `${demo.sandbox.url}/control` }),
	}));
});
