import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realN8n } from './realN8n';

/** A new folder for an n8n of its own, with the very package that all other end-to-end tests run. */
export async function folderWithPackage(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-own-n8n-'));
	const { userFolder } = await realN8n();
	for (const part of ['.n8n/nodes', 'installed-sources']) {
		cpSync(join(userFolder, part), join(folder, part), { recursive: true });
	}
	return folder;
}
