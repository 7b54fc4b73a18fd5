import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { signalGroup, spawnWithUs } from '../process/spawnWithUs';
import { n8nEnvironment } from './environment';
import { installN8n, type InstalledN8n } from './install';
import { PlainError } from './plainError';
import { checkPortIsFree, freePort } from './ports';
import { CURRENT, type N8nVersion } from './versions';

const READY_WITHIN_MS = 180_000;
const LOOK_AGAIN_AFTER_MS = 150;
const TERM_GRACE_MS = 10_000;
const LAST_LOG_LINES = 25;

export interface N8nOptions {
	/** n8n keeps its database, key and installed nodes in `.n8n` of this folder. Made if missing. */
	userFolder: string;
	/** Default: a free one. */
	port?: number;
	/** Default: the current one. */
	version?: N8nVersion;
	/**
	 * In queue mode: what it is. `start`, the default, is a main, with the editor; `webhook` receives deliveries alone; a
	 * `worker` runs executions, and its port tells its health.
	 */
	command?: 'start' | 'webhook' | 'worker';
	/** Overrides of n8n's environment, e.g. `{ N8N_EXPRESSION_ENGINE: 'legacy' }`. */
	environment?: Record<string, string>;
	/** What n8n prints goes here. Overwritten at each start. */
	logFile: string;
	/** Gets a line per step if n8n has to be fetched first. */
	report?: (line: string) => void;
}

export interface N8nServer {
	/** Without a slash at the end, e.g. `http://127.0.0.1:5678`. */
	url: string;
	pid: number;
	userFolder: string;
	logFile: string;
	/** Settled when n8n has ended, by `stop()` or by itself. */
	ended: Promise<void>;
	/** Asks n8n to end, and makes it end after 10 s. */
	stop(): Promise<void>;
	/** Ends n8n at once, as a crash would. */
	kill(): Promise<void>;
}

/**
 * Starts n8n and waits until it answers: 10 to 20 s on a quiet machine. n8n ends with the process that started it.
 * @throws PlainError when the port is taken, or n8n ends or stays silent for 3 minutes (with the end of its log)
 */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { userFolder, logFile, port = await freePort() } = options;
	const { version = CURRENT, command = 'start' } = options;
	await checkPortIsFree(port);
	const program = await installN8n(options.report ?? (() => {}), version);
	const settings = { node: program.node, userFolder, port, brokerPort: await freePort(), version };
	const env = { ...n8nEnvironment(settings), ...options.environment };
	const child = spawnN8n(program, command, { userFolder, logFile, env });
	const server = serverOf(child, { url: `http://127.0.0.1:${port}`, userFolder, logFile });
	try {
		await waitUntilReady(server, command === 'start');
	} catch (error) {
		await server.kill();
		throw error;
	}
	return server;
}

function spawnN8n(
	{ node, n8n }: InstalledN8n,
	command: string,
	{ userFolder, logFile, env }: { userFolder: string; logFile: string; env: NodeJS.ProcessEnv },
): ChildProcess {
	mkdirSync(userFolder, { recursive: true });
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const child = spawnWithUs(node, [n8n, command], { cwd: userFolder, env }, [log, log]);
	closeSync(log);
	child.unref();
	// A program that cannot be started has no pid, which serverOf() reports.
	child.once('error', () => {});
	return child;
}

function serverOf(child: ChildProcess, facts: Pick<N8nServer, 'url' | 'userFolder' | 'logFile'>): N8nServer {
	if (child.pid === undefined)
		throw new PlainError('n8n could not be started: its Node.js does not run here.');
	const pid = child.pid;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const kill = async () => {
		signalGroup(pid, 'SIGKILL');
		await endedWithin(ended, TERM_GRACE_MS);
	};
	const stop = async () => {
		signalGroup(pid, 'SIGTERM');
		await endedWithin(ended, TERM_GRACE_MS);
		await kill();
	};
	return { ...facts, pid, ended, kill, stop };
}

async function endedWithin(ended: Promise<void>, milliseconds: number): Promise<boolean> {
	const waiting = new AbortController();
	const late = sleep(milliseconds, false, { signal: waiting.signal }).catch(() => false);
	const inTime = await Promise.race([ended.then(() => true), late]);
	waiting.abort();
	return inTime;
}

async function waitUntilReady(server: N8nServer, hasRest: boolean): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady(server.url, hasRest))) {
		if (await endedWithin(server.ended, LOOK_AGAIN_AFTER_MS))
			throw failedStart('n8n ended while starting', server);
		if (Date.now() > deadline) throw failedStart('n8n did not answer within 3 minutes', server);
	}
}

/** Readiness is about the database; the REST API answers a little later, with a page until then. */
async function isReady(url: string, hasRest: boolean): Promise<boolean> {
	try {
		const options = { timeout: 5_000, validateStatus: (status: number) => status === 200 };
		await axios.get(`${url}/healthz/readiness`, options);
		if (!hasRest) return true;
		const { data } = await axios.get(`${url}/rest/settings`, options);
		return typeof data === 'object';
	} catch {
		return false;
	}
}

function failedStart(what: string, { logFile }: N8nServer): PlainError {
	const end = readFileSync(logFile, 'utf8').trim().split('\n').slice(-LAST_LOG_LINES).join('\n');
	return new PlainError(`${what}. The end of ${logFile}:\n${end}`);
}
