import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const ENTRY = 'all.test.ts';
/** Not import(): jest takes tests only until a file has been loaded. */
const load = createRequire(__filename);

/**
 * Declares the tests of all `*.test.ts` in a folder, each file's under its name, as if they were one file. jest loads
 * everything anew for each file that it runs, and n8n's engine alone takes a second: so it runs one file per folder.
 */
export function allOf(folder: string): void {
	const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== ENTRY);
	for (const file of files) {
		describe(basename(file, '.test.ts'), () => {
			load(join(folder, file));
		});
	}
}
