import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PlainError } from '../../../tools/n8n/plainError';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of a Chromium or Chrome: the one CHROMIUM_PATH names, or one in a usual place. On a Debian machine that we
 * administer (CI) a missing one is installed.
 * @throws PlainError that says what to install
 */
export function findChromium(): string {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named))
		throw new PlainError(`CHROMIUM_PATH names ${named}, which does not exist.`);
	const found = named ?? installed();
	if (found) return found;
	if (mayInstall()) install();
	const now = installed();
	if (now) return now;
	throw new PlainError(
		'No Chromium was found: install it ("apt-get install -y chromium"), or set CHROMIUM_PATH to a Chromium or Chrome.',
	);
}

const installed = () => USUAL_PLACES.find((path) => existsSync(path));

const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

function install(): void {
	const aptGet = (...args: string[]) => execFileSync('apt-get', args, { stdio: 'ignore', env: unattended });
	const unattended = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		aptGet('update');
		aptGet('install', '-y', '--no-install-recommends', 'chromium');
	} catch {
		throw new PlainError('Chromium could not be installed: "apt-get install -y chromium" says why.');
	}
}
