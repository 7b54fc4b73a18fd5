import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../demo/start';
import { freePort } from '../../tools/n8n/ports';
import { startN8n } from '../../tools/n8n/server';
import { rounds, type Row } from '../bench';
import { compared } from '../line';

/** From nothing to ready, when it was started before: the demo with everything in it, and n8n by itself. */
export const demo: Row = {
	name: 'demo',
	title: 'The demo’s second start',
	async run({ quick }) {
		const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-bench-demo-'));
		const report = () => {};
		// The same each time, as it is for people: another address is another set of credentials.
		const ports = { n8nPort: await freePort(), sandboxPort: await freePort(), modelPort: await freePort() };
		const startOurs = async () => {
			const started = performance.now();
			const running = await startDemo({ folder: join(folder, 'demo'), ...ports, report });
			const ms = performance.now() - started;
			await running.stop();
			return ms;
		};
		const startN8nAlone = async (userFolder: string) => {
			const started = performance.now();
			const running = await startN8n({ userFolder, logFile: join(userFolder, 'n8n.log'), report });
			const ms = performance.now() - started;
			await running.stop();
			return ms;
		};
		try {
			await startOurs();
			await startN8nAlone(join(folder, 'empty'));
			const we: number[] = [];
			const they: number[] = [];
			const empty: number[] = [];
			await rounds(quick ? 1 : 3, [
				async () => void we.push(await startOurs()),
				async () => void they.push(await startN8nAlone(join(folder, 'demo'))),
				async () => void empty.push(await startN8nAlone(join(folder, 'empty'))),
			]);
			return [
				compared({
					what: 'Second start of the demo to “ready”',
					ours: we,
					others: they,
					against: 'the same n8n by itself, with the same workflows',
					unit: 'ms',
					atMost: 1.1,
				}),
				compared({
					what: '— against an n8n with nothing in it',
					ours: we,
					others: empty,
					against: 'its second start',
					unit: 'ms',
					atMost: 1.1,
				}),
			];
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};
