import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { owner } from '../../demo/setUp';
import { openBrowser, screenshot, type OpenBrowser } from './support/browser';
import * as editor from './support/editor';
import { choicesOf, PACKAGE, shown, shownInside, unfolded, versionOf } from './support/forms';
import { hiddenHeight, readPanel, type Panel } from './support/panel';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain } from './support/workflows';

/** Every operation of every node is opened twice: as a person finds it, and with everything added that can be added. */
const NODES = ['dynamiCore', 'firmafy', 'keynua', 'mensatek'].flatMap((name) => [name, `${name}Trigger`]);
const PAGE = { width: 1400, height: 1000 };
const NODES_IN_A_ROW = 8;

let n8n: RealN8n;
let browser: OpenBrowser;
let types: INodeTypeDescription[];
const faults: string[] = [];

beforeAll(async () => {
	n8n = await realN8n();
	types = await n8n.client.nodeTypes();
	browser = await openBrowser();
	const { page } = browser;
	await editor.signIn(page, n8n.n8nUrl, owner);
	page.on('pageerror', ({ message }) => faults.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`);
	});
});
afterAll(async () => await browser?.close());
beforeEach(() => faults.splice(0));

/** A form as it stood open, and what it has to show. */
interface Opened {
	name: string;
	panel: Panel;
	top: INodeProperties[];
	inside: INodeProperties[];
	faults: string[];
}

test.each(NODES)('every form of %s is labelled, described and without a fault', async (name) => {
	const description = types.find((type) => type.name === `${PACKAGE}${name}`)!;
	const opened = await openAll(description, nodesFor(name, description));
	expect(opened.flatMap(complaintsAbout)).toEqual([]);
});

function nodesFor(name: string, description: INodeTypeDescription): INode[] {
	const forms = choicesOf(description).flatMap((choice): Array<[string, INodeParameters]> => {
		const label = [name, choice.resource, choice.operation].filter(Boolean).join(' ');
		const all = unfolded(description, choice);
		// "Options" are the same everywhere: a form that has nothing else to unfold is opened once.
		const more = Object.keys(all).filter((key) => !(key in choice) && key !== 'options');
		const isTrigger = choice.resource === undefined;
		return more.length > 0 || isTrigger
			? [
					[label, choice],
					[`${label} unfolded`, all],
				]
			: [[label, all]];
	});
	const used = (description.credentials ?? []).filter((credential) => n8n.credentials[credential.name]);
	return forms.map(([label, parameters], index) => ({
		id: randomUUID(),
		name: label,
		type: description.name,
		typeVersion: versionOf(description),
		position: [(index % NODES_IN_A_ROW) * 224, Math.floor(index / NODES_IN_A_ROW) * 192],
		parameters,
		credentials: Object.fromEntries(used.map((one) => [one.name, n8n.credentials[one.name]])),
		...(description.webhooks && { webhookId: randomUUID() }),
	}));
}

/** Opens one node after the other on a canvas of its own, and keeps a picture of each in artifacts/operations/. */
async function openAll(description: INodeTypeDescription, nodes: INode[]): Promise<Opened[]> {
	const { page } = browser;
	const name = `Every form of ${description.displayName}`;
	const workflow = await n8n.client.saveWorkflow({ name, nodes, connections: {} });
	await page.setViewportSize(PAGE);
	await editor.openWorkflow(page, n8n.n8nUrl, workflow.id);
	await page.getByTestId('zoom-to-fit').click();
	const opened: Opened[] = [];
	for (const node of nodes) {
		await editor.openNode(page, node.name);
		// n8n draws long forms bit by bit, as far as they fit on the page.
		await page.setViewportSize({ ...PAGE, height: PAGE.height + (await hiddenHeight(page)) });
		const panel = await readPanel(page);
		await screenshot(page, `operations/${node.name.replaceAll(' ', '-')}`);
		await page.setViewportSize(PAGE);
		await editor.closeNode(page);
		const top = shown(description, node.parameters);
		const inside = shownInside(top, node.parameters);
		opened.push({ name: node.name, panel, top, inside, faults: faults.splice(0) });
	}
	return opened;
}

function complaintsAbout({ name, panel, top, inside, faults }: Opened): string[] {
	const complaints = [
		...missingLabels([...top, ...inside], panel),
		...missingDescriptions([...top, ...inside], panel),
		...missingMarks(top, panel),
		...panel.labels.filter(({ isCut }) => isCut).map(({ text }) => `the label "${text}" is cut`),
		...emptyDropDowns(panel),
		...(panel.iconIsLoaded ? [] : ['the icon is not loaded']),
		...(NEVER_SHOWN.exec(panel.text) ?? []).map((text) => `shows ${text}`),
		...faults,
	];
	return complaints.map((text) => `${name}: ${text}`);
}

/** What a person must not get to see: what is left of code that went wrong. */
const NEVER_SHOWN = /\bundefined\b|\[object [A-Z]|\bNaN\b/;
const SHOWS_TEXT_INSTEAD = ['notice', 'button'];

function missingLabels(properties: INodeProperties[], { labels, text }: Panel): string[] {
	return properties
		.filter(({ type, displayName }) => {
			if (SHOWS_TEXT_INSTEAD.includes(type)) return false;
			// n8n writes above a mapper of fields how they are mapped, and below it the fields.
			if (type === 'resourceMapper')
				return !text.includes(displayName) && !text.includes('Mapping Column Mode');
			return !labels.some((label) => label.text === displayName);
		})
		.map(({ displayName }) => `no label "${displayName}"`);
}

/** Resource and Operation explain themselves by their choices, and "Additional Fields" by the fields that it offers. */
function missingDescriptions(properties: INodeProperties[], { labels }: Panel): string[] {
	const explained = properties.filter(
		({ name, type }) => !['resource', 'operation'].includes(name) && type !== 'collection',
	);
	return explained
		.filter(({ displayName }) => labels.some((one) => one.text === displayName && !one.hasDescription))
		.map(({ displayName }) => `no description of "${displayName}"`);
}

function missingMarks(top: INodeProperties[], { labels }: Panel): string[] {
	const empty = top.filter(
		({ required, default: initial }) =>
			required && (initial === '' || (initial as { value?: unknown } | null)?.value === ''),
	);
	return empty
		.filter(({ displayName }) => !labels.some((one) => one.text === displayName && one.hasIssue))
		.map(({ displayName }) => `"${displayName}" is required, and not marked`);
}

function emptyDropDowns({ dropDowns }: Panel): string[] {
	return Object.entries(dropDowns)
		.filter(([, shown]) => shown === '')
		.map(([name]) => `the drop-down ${name} shows nothing`);
}

test('before anything has run, the next node sees the fields of an operation’s output', async () => {
	const { page } = browser;
	const get = { resource: 'contract', operation: 'get', contractId: '1' };
	const nodes = [
		{ name: 'Contract', type: `${PACKAGE}keynua`, parameters: get },
		{ name: 'Next', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: {} },
	];
	const workflow = await n8n.client.saveWorkflow(chain('Fields before a first run', ...nodes));
	await editor.openWorkflow(page, n8n.n8nUrl, workflow.id);
	await editor.openNode(page, 'Next');
	const input = page.getByTestId('ndv-input-panel');
	await input.getByText('createdAt', { exact: true }).waitFor();
	for (const field of ['id', 'title', 'status', 'reference', 'finishedAt', 'users'])
		expect(await input.getByText(field, { exact: true }).count()).toBeGreaterThan(0);
	await screenshot(page, 'fields-before-a-first-run');
	await editor.closeNode(page);
});

test('n8n serves a schema for every operation that has one', async () => {
	const { page } = browser;
	const folder = join(__dirname, '../../nodes');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const schemas = files.filter((file) => file.includes('__schema__') && file.endsWith('.json'));
	expect(schemas).not.toEqual([]);
	for (const file of schemas) {
		const [provider, , version, ...path] = file.split('/');
		const type = `${PACKAGE}${provider[0].toLowerCase()}${provider.slice(1)}`;
		const url = `${n8n.n8nUrl}/schemas/${type}/${version.slice(1)}/${path.join('/')}`;
		const answer = await page.request.get(url);
		expect([url, answer.status()]).toEqual([url, 200]);
		expect(await answer.json()).toEqual(JSON.parse(readFileSync(join(folder, file), 'utf8')));
	}
});

/** What each form shows as the demo's credential is filled in. */
const OWN_FIELDS: Record<string, string[]> = {
	dynamiCoreApi: ['Base URL', 'Client Key', 'Secret Key', 'Signature Scheme'],
	firmafyApi: ['User', 'Password', 'Account ID (id_show)', 'Base URL'],
	keynuaApi: ['Environment', 'Base URL', 'Signing Page URL', 'API Key', 'API Token'],
	keynuaWebhookApi: ['Webhook Secret'],
	mensatekApi: ['API User', 'API Token', 'Base URL', 'Credits Function', 'Certificate Function'],
	mensatekWebhookApi: ['Verify By', 'User', 'Password'],
};
const CREDENTIALS = Object.keys(OWN_FIELDS);

test.each(CREDENTIALS)(
	'the form of the credential %s is labelled, described and without a fault',
	async (type) => {
		const { page } = browser;
		await page.goto(`${n8n.n8nUrl}/home/credentials/${n8n.credentials[type].id}`);
		const dialog = page.getByTestId('editCredential-modal');
		await dialog.getByTestId('credential-connection-parameter').first().waitFor();
		await screenshot(page, `credentials/${type}`);
		const text = await dialog.innerText();
		expect(OWN_FIELDS[type].filter((label) => !text.includes(label))).toEqual([]);
		expect(text).not.toMatch(NEVER_SHOWN);
		const icon = dialog.locator('img').first();
		expect(await icon.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
		const { properties } = (await n8n.client.credentialTypes()).find(
			({ name }) => name === type,
		) as unknown as {
			properties: INodeProperties[];
		};
		const shown = properties.filter(({ displayName }) => OWN_FIELDS[type].includes(displayName));
		expect(shown.map(({ displayName }) => displayName)).toEqual(OWN_FIELDS[type]);
		expect(shown.filter(({ description }) => !description)).toEqual([]);
		expect(faults).toEqual([]);
	},
);
