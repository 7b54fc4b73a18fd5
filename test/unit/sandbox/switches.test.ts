import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browse, type Browse } from './browse';
import { type Harness, startHarness } from './harness';

interface Shown {
	name: string;
	title: string;
	open: string;
	readings: Record<string, string>;
	usual: string;
	now: string;
}

let harness: Harness;
let browser: Browse;
beforeAll(async () => {
	harness = await startHarness();
	browser = browse(harness);
});
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

const documented = readFileSync(join(__dirname, '../../../docs/sandbox.md'), 'utf8');
const titles = { keynua: 'Keynua', dynamicore: 'DynamiCore', firmafy: 'Firmafy', mensatek: 'Mensatek' };
/** The part of the documentation under a heading of the third level. */
const partOf = (title: string) =>
	documented.split('\n### ').find((part) => part.startsWith(`${title}\n`)) ?? '';
const list = async (provider: string) =>
	(await harness.plain.get<Shown[]>(`/control/${provider}/switches`)).data;

describe.each(Object.entries(titles))('the switches of %s', (provider, heading) => {
	it('begin with the usual reading, and have a sentence for each other one', async () => {
		for (const { title, open, readings, usual, now } of await list(provider)) {
			expect(now).toBe(usual);
			expect(Object.keys(readings)[0]).toBe(usual);
			expect(Object.keys(readings).length).toBeGreaterThan(1);
			for (const text of [title, open, ...Object.values(readings)]) expect(text.trim()).not.toBe('');
		}
	});

	it('are set by the control API, and go back to usual', async () => {
		const path = `/control/${provider}/switches`;
		const [first, second] = await list(provider);
		const other = Object.keys(first.readings)[1];
		const { data } = await harness.plain.put(path, { [first.name]: other });
		expect(data).toMatchObject({ [first.name]: other, [second.name]: second.usual });
		expect((await list(provider))[0].now).toBe(other);
		expect((await harness.plain.delete(path)).status).toBe(204);
		expect((await list(provider))[0].now).toBe(first.usual);
		await harness.plain.put(path, { [first.name]: other });
		await harness.plain.post('/control/reset');
		expect((await list(provider))[0].now).toBe(first.usual);
	});

	it('refuse what is no switch, and what is no reading of one', async () => {
		const path = `/control/${provider}/switches`;
		const [{ name, usual }] = await list(provider);
		for (const given of [{ nothing: 'x' }, { toString: 'x' }, { [name]: 'nonsense' }]) {
			expect((await harness.plain.put(path, given)).status).toBe(400);
		}
		expect((await list(provider))[0].now).toBe(usual);
	});

	it('are on its page, with what differs from usual', async () => {
		const page = `/page/${provider}`;
		const [first] = await list(provider);
		const other = Object.keys(first.readings)[1];
		expect(await browser.page(page)).toContain('All as usual.');
		const all = Object.fromEntries((await list(provider)).map(({ name, usual }) => [name, usual]));
		const pressed = await browser.press(`${page}/switches`, { ...all, [first.name]: other }, page);
		expect(pressed).toMatchObject({ status: 303, location: page });
		const changed = await browser.page(page);
		expect(changed).toContain(`>${other}</span>`);
		for (const { name } of await list(provider)) expect(changed).toContain(`name="${name}"`);
		await browser.press(await browser.buttonOn(page, 'All as usual'), {}, page);
		expect(await browser.page(page)).toContain('All as usual.');
	});

	it('are in the table of the documentation, each with its readings', async () => {
		for (const { name, title, readings } of await list(provider)) {
			const rows = partOf(heading).split('\n');
			const row = rows.find((line) => line.startsWith(`| \`${name}\` ${title} `));
			expect([name, row]).toEqual([name, expect.any(String)]);
			for (const reading of Object.keys(readings)) expect(row).toContain(`\`${reading}\``);
		}
	});
});
