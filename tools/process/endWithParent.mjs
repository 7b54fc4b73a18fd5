// Loaded into a program before the program itself. Descriptor 3 is a pipe whose other end the starting process holds:
// when that process ends, however it ends, the pipe closes, and the program and what it started end too.
import { Socket } from 'node:net';
import process from 'node:process';
import { setTimeout } from 'node:timers';

const GRACE_MS = 3_000;
const killGroup = (signal) => process.kill(-process.pid, signal);

const parent = new Socket({ fd: 3 });
parent.on('error', () => {});
parent.on('close', () => {
	killGroup('SIGTERM');
	setTimeout(() => killGroup('SIGKILL'), GRACE_MS).unref();
});
parent.resume();
parent.unref();
