import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../../tools/n8n/plainError';

const POSTGRES = '/usr/lib/postgresql';
const REDIS = '/usr/bin/redis-server';

export interface Programs {
	/** The folder with `initdb` and `postgres`. */
	postgresBin: string;
	redis: string;
}

/**
 * PostgreSQL's and Redis's programs from Debian's packages, which are installed if they are missing. The services that
 * the packages bring along are not used.
 * @throws PlainError when they are missing and may not be installed by this user
 */
export function findPrograms(report: (line: string) => void): Programs {
	return found() ?? installed(report);
}

function found(): Programs | undefined {
	const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
	const newest = versions.sort((a, b) => Number(b) - Number(a)).find((version) => existsSync(binOf(version)));
	return newest && existsSync(REDIS) ? { postgresBin: binOf(newest), redis: REDIS } : undefined;
}

const binOf = (version: string) => join(POSTGRES, version, 'bin');

function installed(report: (line: string) => void): Programs {
	const advice = 'install them with "apt-get install -y postgresql redis-server".';
	if (process.getuid?.() !== 0) throw new PlainError(`PostgreSQL or Redis is missing: ${advice}`);
	report('Installing PostgreSQL and Redis with apt-get …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	try {
		execFileSync('apt-get', ['update', '-q'], { env, stdio: 'pipe' });
		execFileSync('apt-get', ['install', '-yq', 'postgresql', 'redis-server'], { env, stdio: 'pipe' });
	} catch {
		throw new PlainError(`PostgreSQL and Redis could not be installed with apt-get: ${advice}`);
	}
	const programs = found();
	if (programs) return programs;
	throw new PlainError(`apt-get installed no PostgreSQL in ${POSTGRES} or no ${REDIS}: ${advice}`);
}
