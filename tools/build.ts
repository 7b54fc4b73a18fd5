import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from './n8n/plainError';

/** Builds dist/ anew, as `npm run build` does. */
export async function buildPackage(root: string): Promise<void> {
	const gulp = join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	try {
		await promisify(execFile)(process.execPath, [gulp, 'build'], { cwd: root });
	} catch (error) {
		const { stdout = '' } = error as { stdout?: string };
		throw new PlainError(`The package could not be built:\n${stdout}`);
	}
}
