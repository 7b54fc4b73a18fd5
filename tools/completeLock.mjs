// Run after changing dependencies behind a registry mirror that holds only some platforms' binaries: npm then leaves the
// others out of package-lock.json, and `npm ci` refuses the lock everywhere. This writes them in again, by what their
// parents say of them. On the public registry npm does it by itself, and there is nothing to add.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const OS = [
	'aix',
	'android',
	'darwin',
	'freebsd',
	'linux',
	'netbsd',
	'openbsd',
	'openharmony',
	'sunos',
	'win32',
];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** As npm looks packages up: beside the parent first, then further and further out. */
function isLocked(parent, name) {
	for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
		const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
		if (lock.packages[place]) return true;
		if (at === '' || !at.includes('node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
	}
}

function platformOf(name) {
	const words = name.split(/[-_/.]/);
	const os = OS.filter((one) => words.includes(one) || (one === 'win32' && words.includes('windows')));
	const cpu = CPU.filter((one) => words.includes(one) || (one === 'mips64el' && words.includes('mips64el')));
	return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }) };
}

let added = 0;
for (const [parent, { optionalDependencies = {} }] of Object.entries({ ...lock.packages })) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		if (isLocked(parent, name)) continue;
		const platform = platformOf(name);
		if (!platform.os && !platform.cpu) continue;
		lock.packages[`node_modules/${name}`] = {
			version: version.replace(/^[^\d]*/, ''),
			...platform,
			dev: true,
			optional: true,
		};
		added++;
	}
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(FILE, `${JSON.stringify(lock, null, '\t')}\n`);
process.stdout.write(`${added} packages of other platforms added.\n`);
