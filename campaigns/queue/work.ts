import { readFileSync } from 'node:fs';
import type { N8nServer } from '../../tools/n8n/server';

/** The ids of the executions that a worker has begun, by its log. */
export function begunBy({ logFile }: Pick<N8nServer, 'logFile'>): string[] {
	const log = readFileSync(logFile, 'utf8');
	return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);
}
