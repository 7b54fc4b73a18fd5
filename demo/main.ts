import { join } from 'node:path';
import { PlainError } from '../tools/n8n/plainError';
import { playOnboarding } from './play';
import { owner } from './setUp';
import { startDemo, type Demo } from './start';
import { hotReload, watchSources } from './watch';

const print = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
	const started = Date.now();
	const folder = process.env.DEMO_FOLDER ?? join(__dirname, '..', '.demo');
	const isWatching = process.argv.includes('--watch');
	const starting = startDemo({
		folder,
		n8nPort: Number(process.env.N8N_PORT ?? 5678),
		sandboxPort: Number(process.env.SANDBOX_PORT ?? 4010),
		modelPort: Number(process.env.MODEL_PORT ?? 4011),
		environment: isWatching ? hotReload : {},
		report: print,
	});
	stopOnSignal(starting);
	const demo = await starting;
	print(welcome(demo, Date.now() - started));
	if (isWatching) watchSources(folder);
	if (!process.argv.includes('--run')) return;
	try {
		await playOnboarding(demo, (line) => print(`  ${line}`));
		print('The chain ran to its end.');
	} finally {
		await demo.stop();
	}
	process.exit(0);
}

/** Ctrl-C stops everything that was started, also while it is still starting. */
function stopOnSignal(starting: Promise<Demo>): void {
	const stop = async (code: number) => {
		print('Stopping …');
		const demo = await Promise.race([starting.catch(() => undefined), nextTurn()]);
		await demo?.stop();
		process.exit(code);
	};
	process.once('SIGINT', () => void stop(130));
	process.once('SIGTERM', () => void stop(143));
}

/** What is still starting has no handle yet: n8n ends with this process, and so does the sandbox. */
async function nextTurn(): Promise<undefined> {
	return await new Promise((resolve) => setImmediate(() => resolve(undefined)));
}

function welcome({ n8n, sandbox }: Demo, milliseconds: number): string {
	return `
Ready after ${(milliseconds / 1000).toFixed(0)} s.

  n8n      ${n8n.url}   sign in as ${owner.email} with ${owner.password}
  Sandbox  ${sandbox.url}   plays the four providers: be the signer there

Open the workflow "Onboarding with Keynua and DynamiCore", run "Start", then complete and sign in the sandbox.
The other workflows are examples, too: docs/examples/README.md has a page for each.
Ctrl-C stops both.
`;
}

main().catch((error: Error) => {
	process.stderr.write(`${error instanceof PlainError ? error.message : error.stack}\n`);
	process.exit(1);
});
