// Runs a program that is not of Node.js: it gets endWithParent.mjs before this one, so the program ends with whoever
// started it. Arguments: JSON with { file, args, uid, gid }.
import { spawn } from 'node:child_process';
import process from 'node:process';

const { file, args, uid, gid } = JSON.parse(process.argv[2]);
const program = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], uid, gid });
program.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
program.once('exit', (code) => process.exit(code ?? 1));
// Signals go to the whole group: what this process does about them is to wait for the program.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
