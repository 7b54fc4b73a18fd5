import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../../../tools/n8n/client';

/** Signs in to n8n's editor as its owner. */
export async function signIn(
	page: Page,
	url: string,
	owner: Pick<Owner, 'email' | 'password'>,
): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
}

/** Shows a saved workflow on the canvas. */
export async function openWorkflow(page: Page, url: string, workflowId: string): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/**
 * Opens the panel in which a person looks for nodes, and searches it.
 * @returns the names that are found, best first
 */
export async function searchNodePanel(page: Page, text: string): Promise<string[]> {
	const search = page.getByTestId('node-creator-search-bar');
	if (!(await search.isVisible())) await page.getByTestId('node-creator-plus-button').first().click();
	await search.fill(text);
	await panelItems(page).getByText(text).first().waitFor();
	return await settledTexts(panelItems(page));
}

/**
 * Chooses a node that searchNodePanel() found.
 * @returns its actions, as the panel lists them
 */
export async function listActions(page: Page, nodeName: string): Promise<string[]> {
	await panelItems(page).getByText(nodeName, { exact: true }).first().click();
	const heading = page.getByTestId('node-creator-category-item').filter({ hasText: /^\s*Actions \(\d+\)/ });
	const count = Number(/\((\d+)\)/.exec(await heading.innerText())?.[1]);
	// Where the node has a trigger too, the triggers are unfolded and the actions are not.
	const actions = async () =>
		(await settledTexts(panelItems(page))).filter((text) => !text.startsWith('On '));
	const unfolded = await actions();
	if (unfolded.length === count) return unfolded;
	await heading.click();
	return await actions();
}

/** Adds the node with the action that listActions() gave, and shows its settings. */
export async function addAction(page: Page, action: string): Promise<void> {
	await panelItems(page).getByText(action, { exact: true }).first().click();
	await page.getByTestId('ndv').waitFor();
}

const panelItems = (page: Page) => page.getByTestId('node-creator-item-name');

/** Opens the settings of a node that is on the canvas. */
export async function openNode(page: Page, nodeName: string): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
	await page.getByTestId('ndv').waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** The field of a parameter in the open node, by the parameter's internal name. */
export function parameter(page: Page, name: string): Locator {
	return page.getByTestId(`parameter-input-${name}`);
}

/** The internal names of the parameters that the open node shows. */
export async function shownParameters(page: Page): Promise<string[]> {
	const fields = page.locator('[data-test-id^="parameter-input-"]:visible');
	const ids = await fields.evaluateAll((elements) =>
		elements.map((e) => e.getAttribute('data-test-id') ?? ''),
	);
	return [...new Set(ids.map((id) => id.replace('parameter-input-', '')))];
}

const OPTIONS = '.el-select-dropdown__item:visible, [role="option"]:visible';

/** Opens a drop-down of the open node, reads its options and closes it. */
export async function readOptions(page: Page, name: string): Promise<string[]> {
	await openDropDown(page, name);
	const options = await settledTexts(page.locator(OPTIONS));
	await page.keyboard.press('Escape');
	await page.locator(OPTIONS).first().waitFor({ state: 'hidden' });
	return options;
}

/** Chooses an option of a drop-down of the open node by what it says. */
export async function chooseOption(page: Page, name: string, option: string): Promise<void> {
	await openDropDown(page, name);
	await page.locator(OPTIONS).filter({ hasText: option }).first().click();
}

async function openDropDown(page: Page, name: string): Promise<void> {
	await parameter(page, name).locator('input').first().click();
	await page.locator(OPTIONS).first().waitFor();
}

/** Opens the list of a resource locator, reads what the provider gave and closes it. */
export async function readList(page: Page, name: string): Promise<string[]> {
	await openList(page, name);
	const entries = await settledTexts(page.getByTestId('rlc-item'));
	await page.keyboard.press('Escape');
	return entries;
}

/** Chooses an entry of the list of a resource locator by what it says. */
export async function chooseFromList(page: Page, name: string, entry: string): Promise<void> {
	await openList(page, name);
	await page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
}

async function openList(page: Page, name: string): Promise<void> {
	await page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').first().waitFor();
}

/** Runs the open node by itself, and reads what its output panel shows in the end. */
export async function executeNode(page: Page, expected: string): Promise<string> {
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText(expected).first().waitFor();
	return await output.innerText();
}

/** The editor fills its lists bit by bit: reads until two readings in a row are the same. */
async function settledTexts(items: Locator): Promise<string[]> {
	let before: string[] = [];
	for (;;) {
		const now = (await items.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
		if (now.length > 0 && now.join('\n') === before.join('\n')) return now;
		before = now;
		await items.page().waitForTimeout(250);
	}
}
