import { proofs, triedAgain } from '../nodes/runtime/http/fate';
import type { Fate } from '../nodes/runtime/http/provider';

const names: Record<Fate, string> = { refused: 'refused', notTaken: 'not taken', unknown: 'unknown' };

/** What an answer, or its absence, proves, and what follows from it: for docs/architecture.md. */
export function fateTable(): string {
	const rows = proofs.map(({ fate, what, statuses = [] }) => {
		const { read, write } = triedAgain[fate];
		const proof = [what, statuses.join(', ')].filter(Boolean).join(': ');
		return `| ${[proof, `_${names[fate]}_`, again(read), again(write)].join(' | ')} |`;
	});
	return `| What came | The request was | A read is | A write is |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

const again = (isTried: boolean) => (isTried ? 'tried again, up to 4 times' : 'an error');

/** Replaces what stands between the marks. */
export function withFateTable(page: string): string {
	return page.replace(
		/(<!-- made from nodes\/runtime\/http\/fate\.ts -->)[^]*(<!-- until here -->)/,
		(_, begin: string, end: string) => `${begin}\n\n${fateTable()}\n\n${end}`,
	);
}
