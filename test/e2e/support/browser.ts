import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from './chromium';

const ARTIFACTS = join(__dirname, '..', '..', '..', 'artifacts');
const FLAGS = [
	// Chromium's sandbox does not work as root, as CI runs it.
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export interface OpenBrowser {
	page: Page;
	context: BrowserContext;
	close(): Promise<void>;
}

/**
 * Opens a browser with one page of 1400 by 900, in English. `getByTestId` finds what n8n's editor marks for tests.
 * @throws PlainError when there is no Chromium
 */
export async function openBrowser(): Promise<OpenBrowser> {
	selectors.setTestIdAttribute('data-test-id');
	const browser: Browser = await chromium.launch({
		executablePath: findChromium(),
		headless: true,
		args: FLAGS,
	});
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	return { page, context, close: () => browser.close() };
}

/** Saves what the page shows as `artifacts/<name>.png`. */
export async function screenshot(page: Page, name: string): Promise<string> {
	mkdirSync(ARTIFACTS, { recursive: true });
	const path = join(ARTIFACTS, `${name}.png`);
	await page.screenshot({ path });
	return path;
}
