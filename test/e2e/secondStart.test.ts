import { rmSync } from 'node:fs';
import axios from 'axios';
import { exampleFiles } from '../../demo/examples';
import { ONBOARDING, playOnboarding } from '../../demo/play';
import { startDemo, type Demo } from '../../demo/start';
import { freePort } from '../../tools/n8n/ports';
import { N8nRest } from '../../tools/n8n/rest';
import { webhookUrl, type SavedWorkflow } from '../../tools/n8n/workflow';
import { folderWithPackage } from './support/installedPackage';

const SIGNING = 'Verify with Mensatek, sign with Firmafy';
const REPORT = 'Weekly report of what is pending';
const START_WITHIN_MS = 180_000;

let folder: string;
let first: Record<string, string>;
let demo: Demo;

/** A demo that was started before, and in whose n8n a person has changed a workflow and a credential since. */
beforeAll(async () => {
	folder = await folderWithPackage();
	const ports = { sandboxPort: await freePort(), n8nPort: await freePort() };
	const options = { folder, ...ports, examples: [ONBOARDING, SIGNING, REPORT], report: () => {} };
	demo = await startDemo(options);
	first = await versions();
	await demo.client.saveWorkflow({ ...workflow(REPORT), nodes: [], connections: {} });
	await demo.client.saveCredential({
		name: 'DynamiCore',
		type: 'dynamiCoreApi',
		data: { clientKey: 'other' },
	});
	await demo.stop();
	demo = await startDemo(options);
}, START_WITHIN_MS);

afterAll(async () => {
	await demo?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const workflow = (name: string) => demo.workflows.find((one) => one.name === name)!;

async function versions(): Promise<Record<string, string>> {
	const all = await demo.client.workflows();
	return Object.fromEntries(all.map(({ name, versionId }) => [name, versionId]));
}

test('what nobody changed is left as it is', async () => {
	expect((await versions())[ONBOARDING]).toBe(first[ONBOARDING]);
});

test('a changed credential is put back: the chain runs to its end', async () => {
	const { filedPdf, signedPdf } = await playOnboarding(demo, () => {});
	expect(filedPdf).toBe(signedPdf);
});

test('a changed workflow is put back', async () => {
	const rest = new N8nRest(demo.n8n.url, demo.client.session);
	const { nodes } = await rest.request<SavedWorkflow>('GET', `/rest/workflows/${workflow(REPORT).id}`);
	const example = exampleFiles().find((one) => one.workflow.name === REPORT)!.workflow;
	expect(nodes.map(({ name }) => name)).toEqual(example.nodes.map(({ name }) => name));
});

test('the new sandbox knows the URL of the Firmafy Trigger', async () => {
	const { data } = await axios.get<Array<{ url: string }>>(
		`${demo.sandbox.url}/control/firmafy/subscriptions`,
	);
	const trigger = workflow(SIGNING).nodes.find(({ type }) => type.endsWith('.firmafyTrigger'))!;
	expect(data).not.toEqual([]);
	for (const { url } of data) expect(url).toContain(webhookUrl(demo.n8n.url, trigger));
});
