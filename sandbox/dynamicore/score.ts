import { createHash } from 'node:crypto';
import type { Client } from './records';

/** "Get Credit Score": the answer is not documented. The same client always has the same score, from 300 to 850. */
export function creditScore({ id, pii }: Client): object {
	const hash = createHash('sha256').update(String(pii.rfc)).digest();
	return {
		client: id,
		rfc: pii.rfc,
		score: 300 + (hash.readUInt16BE() % 551),
		date: new Date().toISOString(),
	};
}
