import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { owner } from '../../demo/setUp';
import { openBrowser, screenshot, type OpenBrowser } from './support/browser';
import * as editor from './support/editor';
import { realN8n, type RealN8n } from './support/realN8n';

let n8n: RealN8n;
let browser: OpenBrowser;
const consoleErrors: string[] = [];

beforeAll(async () => {
	n8n = await realN8n();
	browser = await openBrowser();
	browser.page.on('pageerror', (error) => consoleErrors.push(error.message));
	await editor.signIn(browser.page, n8n.n8nUrl, owner);
});
afterAll(async () => await browser?.close());

/** Pictures go to artifacts/, and with UPDATE_PICTURES=1 to the documentation too. */
async function picture(name: string): Promise<void> {
	const file = await screenshot(browser.page, name);
	if (process.env.UPDATE_PICTURES !== '1') return;
	const folder = join(__dirname, '../../docs/images');
	mkdirSync(folder, { recursive: true });
	copyFileSync(file, join(folder, `${name}.png`));
}

test('the example shows on the canvas, every node with its icon', async () => {
	const { page } = browser;
	const example = n8n.workflows.find(({ name }) => name === 'Onboarding with Keynua and DynamiCore')!;
	await editor.openWorkflow(page, n8n.n8nUrl, example.id);
	await page.getByTestId('zoom-to-fit').click();
	const icons = page.locator('[data-test-id="canvas-node"] img');
	await icons.first().waitFor();
	const loaded = await icons.evaluateAll((images) =>
		(images as HTMLImageElement[]).map(({ src, naturalWidth }) => ({ src, naturalWidth })),
	);
	expect(loaded.filter(({ src }) => src.includes('keynua'))).not.toHaveLength(0);
	expect(loaded.filter(({ src }) => src.includes('dynamicore'))).not.toHaveLength(0);
	expect(loaded.filter(({ naturalWidth }) => naturalWidth === 0)).toEqual([]);
	await picture('onboarding-with-keynua');
});

test.each([
	[
		'Keynua',
		['Create a contract', 'Download the signed documents of a contract', 'Create an identity verification'],
	],
	['DynamiCore', ['Create a client', 'Upload documents of a client', 'Get many clients']],
])('%s is found in the node panel, with its actions', async (name, actions) => {
	const { page } = browser;
	await page.goto(`${n8n.n8nUrl}/workflow/new`);
	expect(await editor.searchNodePanel(page, name)).toContain(name);
	const listed = await editor.listActions(page, name);
	expect(listed).toEqual(expect.arrayContaining(actions));
	await picture(`panel-${name}`);
});

test('Keynua opens with its drop-downs', async () => {
	const { page } = browser;
	await page.goto(`${n8n.n8nUrl}/workflow/new`);
	await editor.searchNodePanel(page, 'Keynua');
	await editor.listActions(page, 'Keynua');
	await editor.addAction(page, 'Create a contract');
	const resources = (await editor.readOptions(page, 'resource')).join('\n');
	expect(resources).toContain('Contract');
	expect(resources).toContain('Identity Verification');
	const operations = (await editor.readOptions(page, 'operation')).join('\n');
	for (const operation of ['Create', 'Get', 'Download Signed Documents'])
		expect(operations).toContain(operation);
	const shown = await editor.shownParameters(page);
	expect(shown).toEqual(expect.arrayContaining(['resource', 'operation', 'title', 'template', 'templateId']));
	await picture('keynua-create-contract');
});

test('the editor met no fault of ours on the way', () => {
	expect(consoleErrors).toEqual([]);
});
