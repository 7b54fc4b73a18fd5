import { readFileSync } from 'node:fs';
import type { N8nServer } from '../../tools/n8n/server';

/** What a worker did, by its log: the ids of executions. */
export interface Work {
	begun: string[];
	/** Begun and not ended. */
	cutOff: string[];
}

export function workOf({ logFile }: Pick<N8nServer, 'logFile'>): Work {
	const log = readFileSync(logFile, 'utf8');
	const ids = (pattern: RegExp) => [...log.matchAll(pattern)].map(([, id]) => id);
	const begun = ids(/Worker started execution (\d+)/g);
	const ended = new Set(ids(/Worker finished execution (\d+)/g));
	return { begun, cutOff: begun.filter((id) => !ended.has(id)) };
}
