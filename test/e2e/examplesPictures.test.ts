import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { owner } from '../../demo/setUp';
import { exampleFiles } from '../../demo/examples';
import { openBrowser, type OpenBrowser } from './support/browser';
import { pictureOfCanvas } from './support/canvas';
import * as editor from './support/editor';
import { exampleNamed } from './support/examples';
import { realN8n, type RealN8n } from './support/realN8n';

/** Every example on the canvas. Pictures go to artifacts/, and with UPDATE_PICTURES=1 to the documentation too. */

const LARGEST = 150 * 1024;
const artifacts = join(__dirname, '../../artifacts');
const documentation = join(__dirname, '../../docs/images/examples');
let n8n: RealN8n;
let browser: OpenBrowser;
beforeAll(async () => {
	n8n = await realN8n();
	browser = await openBrowser();
	await browser.page.setViewportSize({ width: 1700, height: 1400 });
	await editor.signIn(browser.page, n8n.n8nUrl, owner);
});
afterAll(async () => await browser?.close());

test.each(exampleFiles().map(({ file, workflow }) => [file, workflow]))(
	'%s shows on the canvas: nothing lies on anything else, no node is in want of anything',
	async (file, { name }) => {
		const { page } = browser;
		await editor.openWorkflow(page, n8n.n8nUrl, exampleNamed(n8n, name).id);
		mkdirSync(artifacts, { recursive: true });
		const picture = join(artifacts, file.replace('.json', '.png'));
		expect(await pictureOfCanvas(page, picture)).toBeGreaterThan(0.5);
		expect(statSync(picture).size).toBeLessThan(LARGEST);
		expect(await page.getByTestId('node-issues').allTextContents()).toEqual([]);
		if (process.env.UPDATE_PICTURES !== '1') return;
		mkdirSync(documentation, { recursive: true });
		copyFileSync(picture, join(documentation, file.replace('.json', '.png')));
	},
);
