import { rmSync } from 'node:fs';
import { ONBOARDING } from '../../../demo/play';
import { startDemo, type Demo } from '../../../demo/start';
import { OLDEST } from '../../../tools/n8n/versions';
import { folderWithPackage } from './installedPackage';

/** The demo in the oldest n8n that is supported. */
export async function startOldestN8n(): Promise<Demo> {
	const folder = await folderWithPackage();
	const report = (line: string) => process.stdout.write(`${line}\n`);
	const demo = await startDemo({ folder, version: OLDEST, examples: [ONBOARDING], report });
	const stop = async () => {
		await demo.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	return { ...demo, stop };
}
