import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EarlierStart } from '../../demo/earlier';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earlier-start-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const workflow = { name: 'Onboarding', nodes: [{ name: 'Start' }] };

/** A start of the demo: how often it saved, and what it works with then. */
async function start({ contents = workflow, mark }: { contents?: object; mark?: string }) {
	const save = jest.fn(async () => ({ saved: { id: '1' }, mark: 'second' }));
	const earlier = new EarlierStart(join(folder, 'set-up.json'));
	const saved = await earlier.saveUnlessKept({ key: 'workflow', contents, mark }, save);
	expect(saved).toEqual({ id: '1' });
	return save.mock.calls.length;
}

test('the first start saves', async () => {
	expect(await start({})).toBe(1);
});

test('the next one does not, when n8n has just what was saved', async () => {
	await start({ mark: 'first' });
	expect(await start({ mark: 'second' })).toBe(0);
});

test.each([
	['the project changed it', { contents: { ...workflow, nodes: [] }, mark: 'second' }],
	['a person changed it in n8n', { mark: 'third' }],
	['n8n has it no more', { mark: undefined }],
])('the next one saves when %s', async (_what, now) => {
	await start({ mark: 'first' });
	expect(await start(now)).toBe(1);
});

test('without a file, every start saves', async () => {
	const save = jest.fn(async () => ({ saved: {}, mark: 'second' }));
	for (let time = 0; time < 2; time++)
		await new EarlierStart().saveUnlessKept({ key: 'workflow', contents: workflow, mark: 'second' }, save);
	expect(save).toHaveBeenCalledTimes(2);
});
