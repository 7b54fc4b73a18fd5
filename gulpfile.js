const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

/** A build starts from nothing, so that dist/ holds what ships and nothing else. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

async function compile() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		stdio: 'inherit',
	});
}

/** Codex files and output schemas lie beside the compiled node: n8n looks for them there. */
function copyNodeData() {
	return src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: '.' }).pipe(dest('dist'));
}

/** SVG is text, but an encoding is a translation: copy it untouched. */
function copyIcons() {
	return src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));
}

exports.build = series(clean, parallel(compile, copyNodeData, copyIcons));

/** `gulp package --provider keynua`: one provider as a package of its own, in packages/. */
async function cutPackage() {
	const tsx = require.resolve('tsx/cli');
	execFileSync(process.execPath, [tsx, 'tools/providerPackage.ts', ...process.argv.slice(3)], {
		stdio: 'inherit',
	});
}
exports.package = cutPackage;
