import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { owner } from '../../demo/setUp';
import { N8nClient } from '../../tools/n8n/client';
import { startN8n, type N8nServer } from '../../tools/n8n/server';
import { installTarball, packPackage } from '../../tools/n8n/tarball';
import { cutPackage } from '../../tools/providerPackage';

const root = join(__dirname, '../..');
const tsx = require.resolve('tsx/cli');
const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-packages-'));
const providers = ['dynamicore', 'firmafy', 'keynua', 'mensatek'];
/** n8n's rules do other things while they are tested themselves. */
const env = { ...process.env, NODE_ENV: 'production' };
/** What each package has to bring into n8n: package, node, trigger, credentials. */
const expected = [
	['n8n-nodes-dynamicore', 'dynamiCore', 'dynamiCoreTrigger', 'dynamiCoreApi'],
	['n8n-nodes-firmafy', 'firmafy', 'firmafyTrigger', 'firmafyApi'],
	['n8n-nodes-keynua', 'keynua', 'keynuaTrigger', 'keynuaApi', 'keynuaWebhookApi'],
	['n8n-nodes-mensatek', 'mensatek', 'mensatekTrigger', 'mensatekApi', 'mensatekWebhookApi'],
];

let n8n: N8nServer | undefined;
afterAll(async () => {
	await n8n?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const userFolder = join(folder, 'n8n');

test.each(providers)('%s is cut out as a package of its own, which passes the scan', async (provider) => {
	const target = cutPackage(provider, folder);
	const scan = [tsx, 'tools/scan.ts', target];
	const { stdout } = await promisify(execFile)(process.execPath, scan, { cwd: root, env });
	expect(stdout).not.toContain('FAIL');
	expect(stdout.match(/^ok /gm)).toHaveLength(6);
	const readme = readFileSync(join(target, 'README.md'), 'utf8');
	expect(readme).toContain(`enter \`n8n-nodes-${provider}\``);
	expect(readme).not.toMatch(/\]\((?!https:|#)/);
	await installTarball(await packPackage(target, folder), userFolder);
});

test('the command of the README puts the whole package into an n8n that has never seen it', async () => {
	const command = ['run', 'pack:install', '--', '--n8n', join(userFolder, '.n8n')];
	const { stdout } = await promisify(execFile)('npm', command, { cwd: root, env });
	expect(stdout).toContain('Restart n8n');
});

test('all five load in the real n8n', async () => {
	n8n = await startN8n({ userFolder, logFile: join(folder, 'n8n.log') });
	const client = new N8nClient(n8n.url);
	await client.ensureOwner(owner);
	const nodes = (await client.nodeTypes()).map(({ name }) => name);
	const credentials = (await client.credentialTypes()).map(({ name }) => name);
	const whole = expected.map(([, ...names]) => ['n8n-nodes-esign-kyc', ...names]);
	for (const [name, node, trigger, ...own] of [...expected, ...whole]) {
		expect(nodes).toEqual(expect.arrayContaining([`${name}.${node}`, `${name}.${trigger}`]));
		expect(credentials).toEqual(expect.arrayContaining(own));
	}
});
