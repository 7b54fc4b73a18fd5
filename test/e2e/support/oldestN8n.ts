import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ONBOARDING } from '../../../demo/play';
import { startDemo, type Demo } from '../../../demo/start';
import { OLDEST } from '../../../tools/n8n/versions';
import { realN8n } from './realN8n';

/** The demo in the oldest n8n that is supported, with the very package that all other end-to-end tests run. */
export async function startOldestN8n(): Promise<Demo> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-oldest-'));
	const { userFolder } = await realN8n();
	for (const part of ['.n8n/nodes', 'installed-sources']) {
		cpSync(join(userFolder, part), join(folder, part), { recursive: true });
	}
	const report = (line: string) => process.stdout.write(`${line}\n`);
	const demo = await startDemo({ folder, version: OLDEST, examples: [ONBOARDING], report });
	const stop = async () => {
		await demo.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	return { ...demo, stop };
}
