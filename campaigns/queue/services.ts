import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../tools/n8n/ports';
import { startProgram, type Program } from './program';

export interface Service extends Program {
	/** What n8n is told to find it. */
	environment: Record<string, string>;
}

/**
 * PostgreSQL, empty, on a free port of this machine alone. It refuses to run as root: then it is the user postgres's.
 * @param folder where its data and its log go; others must be able to look into it
 */
export async function startPostgres(bin: string, folder: string): Promise<Service> {
	const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
	const data = join(folder, 'postgres');
	mkdirSync(data);
	if (user) chownSync(data, user.uid, user.gid);
	const init = ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
	execFileSync(join(bin, 'initdb'), init, { stdio: 'pipe', cwd: data, ...user });
	const port = await freePort();
	const server = await startProgram({
		name: 'PostgreSQL',
		file: join(bin, 'postgres'),
		args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data],
		logFile: join(folder, 'postgres.log'),
		user,
		endsWith: 'SIGINT',
		isReady: async () => isPostgresReady(bin, port),
	});
	return { environment: environmentOf(port), ...server };
}

const idOf = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));

function isPostgresReady(bin: string, port: number): boolean {
	try {
		execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'pipe' });
		return true;
	} catch {
		return false;
	}
}

const environmentOf = (port: number) => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(port),
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: 'n8n',
});

/** Redis on a free port of this machine alone; it writes nothing down. */
export async function startRedis(file: string, folder: string): Promise<Service> {
	const port = await freePort();
	const server = await startProgram({
		name: 'Redis',
		file,
		args: [
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
			'--dir',
			folder,
		],
		logFile: join(folder, 'redis.log'),
		endsWith: 'SIGTERM',
		isReady: async () => await accepts(port),
	});
	const environment = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
	return { environment, ...server };
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const done = (isOpen: boolean) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.once('connect', () => done(true)).once('error', () => done(false));
	});
}
