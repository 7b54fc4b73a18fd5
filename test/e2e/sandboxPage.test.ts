import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { createContract, startHarness, type Harness } from '../unit/sandbox/harness';
import { openBrowser, screenshot, type OpenBrowser } from './support/browser';

const SECRET = 'a-secret-for-the-page';
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let harness: Harness;
let browser: OpenBrowser;
let page: Page;
let receiver: Server;
/** What Chromium wrote to its console, on any page. */
const said: string[] = [];

beforeAll(async () => {
	harness = await startHarness();
	receiver = createServer(checkSignature);
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	browser = await openBrowser();
	page = browser.page;
	await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	browser.context.on('console', (message) => said.push(message.text()));
	browser.context.on('weberror', (error) => said.push(error.error().message));
});
afterAll(async () => {
	await browser?.close();
	receiver?.close();
	await harness?.sandbox.close();
});
afterEach(() => expect(said).toEqual([]));

/** A receiver as Keynua's documents want it: SHA-256 of the payload's text, the time and the secret; else 401. */
const checkSignature: Parameters<typeof createServer>[1] = (request, response) => {
	let raw = '';
	request.on('data', (chunk) => (raw += chunk));
	request.on('end', () => {
		const { type, payload } = JSON.parse(raw);
		const ts = String(request.headers['x-keynua-webhook-ts']);
		const expected = createHash('sha256')
			.update(JSON.stringify(payload) + ts + SECRET)
			.digest('hex');
		const isGood =
			type === 'SubscriptionConfirmation' || request.headers['x-keynua-webhook-sig'] === expected;
		response.writeHead(isGood ? 200 : 401).end(isGood ? 'KEYNUA' : 'wrong signature');
	});
};

const open = async (path: string, where = page) => await where.goto(harness.sandbox.url + path);

/** Tells whether the page has been loaded anew since. */
async function mark(where: Page): Promise<() => Promise<boolean>> {
	await where.evaluate(() => Object.assign(window, { isTheSame: true }));
	return async () => await where.evaluate(() => 'isTheSame' in window);
}

/** Presses Tab until the element with this name has the focus, as somebody without a mouse does. */
async function tabTo(
	name: string | RegExp,
	role: 'link' | 'button' | 'checkbox' | 'textbox' = 'button',
): Promise<void> {
	const element = page.getByRole(role, { name }).first();
	await element.waitFor();
	for (let presses = 0; presses < 80; presses++) {
		if (await element.evaluate((found) => found === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`The keyboard does not come to ${String(name)}`);
}

test('a new contract shows up by itself, and what the reader was doing stays', async () => {
	await open('/page/keynua');
	const isTheSame = await mark(page);
	await page.getByLabel('Address').fill('https://half.typed');
	await createContract(harness, { title: 'Seen at once', reference: 'live' });
	await page.getByRole('link', { name: 'Seen at once' }).first().waitFor();
	expect(await isTheSame()).toBe(true);
	expect(await page.getByLabel('Address').inputValue()).toBe('https://half.typed');
	expect(await page.getByLabel('Address').evaluate((field) => field === document.activeElement)).toBe(true);
	await page.getByRole('status').filter({ hasText: 'Seen at once' }).waitFor();
});

test('a webhook is registered and enabled as in the portal', async () => {
	await open('/page/keynua');
	const isTheSame = await mark(page);
	await page.getByLabel('Address').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
	await page.getByRole('textbox', { name: 'Secret' }).last().fill(SECRET);
	await page.getByRole('button', { name: 'Save webhook' }).click();
	await page.getByRole('button', { name: /^Enable/ }).click();
	await page.getByText('enabled', { exact: true }).waitFor();
	expect(await isTheSame()).toBe(true);
});

test('with the keyboard alone, somebody signs on the phone, and another window sees each step', async () => {
	const { id, users } = await createContract(harness, { title: 'By keyboard' });
	const watcher = await browser.context.newPage();
	await open(`/page/keynua/contracts/${id}`, watcher);
	const isTheSame = await mark(watcher);

	await open(`/page/keynua/contracts/${id}`);
	await tabTo('Open Manuel Silva’s phone', 'link');
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/index.html?token=${users[0].token}`);
	await tabTo(/Acepto los términos/, 'checkbox');
	await page.keyboard.press('Space');
	for (const step of ['Aceptar', 'He leído los documentos', 'Continuar', 'Tomar foto']) {
		await tabTo(step);
		await page.keyboard.press('Enter');
	}
	await watcher.locator('.timeline').getByText('Foto frontal del documento (Manuel Silva): done').waitFor();
	if (process.env.UPDATE_PICTURES) await picture(page, 'sandbox-phone');
	await tabTo('Grabar video');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '¡Listo!' }).waitFor();
	await watcher.getByRole('link', { name: 'Open the final PDF' }).waitFor();
	expect(await isTheSame()).toBe(true);
	await screenshot(watcher, 'sandbox-contract');
	await watcher.close();
});

test('a delivery is sent again, and forged in two ways; the page shows what the receiver made of it', async () => {
	await open('/page/keynua');
	const row = page.getByRole('row').filter({ hasText: 'ContractFinished' }).first();
	await row.getByRole('link').click();
	await page.locator('#headers dt').getByText('X-Keynua-Webhook-SigV2', { exact: true }).waitFor();
	const answered = async (status: string) =>
		await page.locator('main > .facts .badge', { hasText: status }).waitFor();
	const press = async (name: RegExp) => {
		const before = page.url();
		await page.getByRole('button', { name }).click();
		await page.waitForURL(({ href }) => href !== before);
	};
	await answered('200');
	await press(/^Send again/);
	await answered('200');
	await press(/^Forge: altered body/);
	await answered('401');
	await press(/^Forge: wrong secret/);
	await answered('401');
	await page.getByText('wrong signature').first().waitFor();
});

test('a fault is switched on, strikes, and is gone', async () => {
	await open('/page/faults');
	await page.getByLabel('Provider').selectOption('Keynua');
	await page.getByRole('radio', { name: 'Refuse with a status' }).check();
	await page.getByRole('button', { name: 'Switch on' }).click();
	await page.getByText('the next request', { exact: true }).waitFor();
	expect((await harness.keynua.get('/contracts/v1/x')).status).toBe(503);
	await page.getByText('All providers answer as they should.').waitFor();
	await open('/page/requests');
	await page.getByText('fault: status').first().waitFor();
});

test('a credential’s value is copied with one press', async () => {
	await open('/page/credentials');
	await page.getByRole('button', { name: 'Copy API Key' }).click();
	await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(harness.sandbox.keynua.apiKey);
});

test('what cannot be done is said in place', async () => {
	await open('/page/keynua');
	await page.getByLabel('Address').fill('http://somewhere.example/');
	await page.getByRole('button', { name: 'Save webhook' }).click();
	await page.getByRole('alert').filter({ hasText: 'url must be https' }).waitFor();
	expect(await page.getByLabel('Address').inputValue()).toBe('http://somewhere.example/');
	// Chromium itself notes the answer 400.
	expect(said.splice(0)).toEqual([expect.stringContaining('400')]);
});

describe('accessible', () => {
	let paths: string[];
	beforeAll(async () => {
		const { id, users } = await createContract(harness, {
			title: 'To look at',
			templateId: 'sandbox-otp-sms',
		});
		const { data } = await harness.plain.get('/control/keynua/deliveries');
		const pages = [
			'keynua',
			'dynamicore',
			'firmafy',
			'mensatek',
			'requests',
			'faults',
			'credentials',
			'reset',
		];
		paths = [
			...['/', ...pages.map((name) => `/page/${name}`), '/page/requests/1'],
			...[`/page/keynua/contracts/${id}`, `/page/keynua/deliveries/${data[0].id}`],
			`/phone/keynua/index.html?token=${users[0].token}`,
		];
	});

	test.each(['light', 'dark'] as const)('to everybody, in %s', async (colorScheme) => {
		await page.emulateMedia({ colorScheme });
		for (const path of paths) {
			await open(path);
			await page.evaluate(AXE);
			const { violations } = await page.evaluate(async () => {
				const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
				return await axe.run();
			});
			const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
			expect([path, ...found]).toEqual([path]);
		}
	});

	test('on a phone of 320 pixels, without scrolling sideways', async () => {
		await page.setViewportSize({ width: 320, height: 640 });
		for (const path of paths) {
			await open(path);
			const tooWide = await page.evaluate(() => {
				const { scrollWidth, clientWidth } = document.documentElement;
				return scrollWidth - clientWidth;
			});
			expect([path, tooWide]).toEqual([path, 0]);
		}
		await page.setViewportSize({ width: 1400, height: 900 });
	});
});

test('a reset asks first, and leaves nothing', async () => {
	await page.emulateMedia({ colorScheme: 'light' });
	await open('/');
	if (process.env.UPDATE_PICTURES) await picture(page, 'sandbox-overview');
	await page.getByRole('link', { name: 'Reset …' }).click();
	await page.getByRole('button', { name: 'Forget everything' }).click();
	await page.getByRole('heading', { name: 'Begin here' }).waitFor();
	expect((await harness.plain.get('/control/keynua/contracts')).data).toEqual([]);
});

/** One of the pictures in the documents. */
async function picture(where: Page, name: string): Promise<void> {
	await where.setViewportSize({ width: 1100, height: 760 });
	await where.screenshot({ path: `docs/images/${name}.png` });
	await where.setViewportSize({ width: 1400, height: 900 });
}
