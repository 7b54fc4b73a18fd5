import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { owner } from '../../demo/start';
import { openBrowser, type OpenBrowser } from './support/browser';
import { pictureOfCanvas } from './support/canvas';
import * as editor from './support/editor';
import { realN8n, type RealN8n } from './support/realN8n';

let n8n: RealN8n;
let browser: OpenBrowser;
beforeAll(async () => {
	n8n = await realN8n();
	browser = await openBrowser();
	await browser.page.setViewportSize({ width: 1500, height: 1000 });
	await editor.signIn(browser.page, n8n.n8nUrl, owner);
});
afterAll(async () => await browser?.close());

test('p', async () => {
	mkdirSync('/tmp/pics', { recursive: true });
	for (const [i, w] of n8n.workflows.entries()) {
		await editor.openWorkflow(browser.page, n8n.n8nUrl, w.id);
		if (i === 0) {
			await browser.page.waitForTimeout(1500);
			await browser.page.screenshot({ path: '/tmp/pics/full.png' });
			console.log(
				await browser.page.evaluate(() =>
					[
						...new Set(
							[...document.querySelectorAll('[data-test-id]')].map((e) => e.getAttribute('data-test-id')),
						),
					].join(' '),
				),
			);
		}
		await pictureOfCanvas(browser.page, join('/tmp/pics', `${i}.png`));
	}
});
