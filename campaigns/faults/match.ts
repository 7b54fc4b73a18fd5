import type { Seen } from './trouble';
import type { Told } from './told';

/** One write that was asked for once. What it makes carries the key. */
export interface WriteCase {
	key: string;
	provider: string;
	operation: string;
}

/** Something that lies at the provider after the run. */
export interface Thing {
	key: string;
	/** What the provider calls it; absent where nobody is told. */
	id?: string;
}

/** One read, what it was to give, and what it gave. */
export interface ReadCase {
	key: string;
	provider: string;
	operation: string;
	told: Told;
	/** Why what was given is not what the provider has; undefined when it is. */
	wrong?: string;
}

export interface Offence {
	key: string;
	operation: string;
	what: string;
}

/** What is promised to be 0, with the cases that break it. */
export interface Figures {
	duplicates: Offence[];
	lost: Offence[];
	falseSuccesses: Offence[];
	unknownNotTold: Offence[];
	sentAgain: Offence[];
	falseAlarms: Offence[];
}

/** The words in which the figures are printed. */
export const figureNames: Record<keyof Figures, string> = {
	duplicates: 'Duplicates',
	lost: 'Results lost from sight',
	falseSuccesses: 'Failures reported as success',
	unknownNotTold: 'Unknown fates not reported as unknown',
	sentAgain: 'Writes sent again after an unknown fate',
	falseAlarms: 'Known fates reported as unknown',
};

export const noOffences = (): Figures => ({
	duplicates: [],
	lost: [],
	falseSuccesses: [],
	unknownNotTold: [],
	sentAgain: [],
	falseAlarms: [],
});

/**
 * Matches what was asked for, what lies at the provider, what people were told and what the network did.
 *
 * @param told by key; the last that was told of a case
 * @param requests all requests about a case, in order
 */
export function matchWrites(
	cases: WriteCase[],
	things: Thing[],
	told: Map<string, Told>,
	requests: (key: string) => Seen[],
): Figures {
	const figures = noOffences();
	const byKey = new Map<string, Thing[]>();
	for (const thing of things) byKey.set(thing.key, [...(byKey.get(thing.key) ?? []), thing]);
	for (const one of cases) {
		const made = byKey.get(one.key) ?? [];
		const about = told.get(one.key) ?? { what: 'nothing' };
		const report = (figure: keyof Figures, what: string) =>
			void figures[figure].push({ key: one.key, operation: `${one.provider} ${one.operation}`, what });
		checkMade(made, about, report);
		checkFate(requests(one.key), about, report);
	}
	return figures;
}

type Report = (figure: keyof Figures, what: string) => void;

function checkMade(made: Thing[], told: Told, report: Report): void {
	if (made.length > 1)
		report('duplicates', `${made.length} were made: ${made.map(({ id }) => id).join(', ')}`);
	if (told.what === 'nothing') report('lost', `${made.length} made, and nothing was told about it`);
	const hidden = told.what === 'not started' || (told.what === 'failed' && told.fate !== 'unknown');
	if (made.length > 0 && hidden) report('lost', `made, but told: ${wordsOf(told)}`);
	if (told.what !== 'done') return;
	if (made.length === 0)
		report('falseSuccesses', `told as done, but nothing was made (${told.ids.join(', ')})`);
	const [thing] = made;
	if (thing?.id !== undefined && told.ids.join() !== thing.id)
		report('lost', `${thing.id} was made, "${told.ids.join()}" was told`);
}

function checkFate(requests: Seen[], told: Told, report: Report): void {
	const at = requests.findIndex(({ struck }) => struck?.tells === 'unknown');
	const toldUnknown = told.what === 'failed' && told.fate === 'unknown';
	if (at < 0) {
		if (toldUnknown) report('falseAlarms', `told as unknown, but no answer was lost: ${wordsOf(told)}`);
		return;
	}
	const { name } = requests[at].struck!;
	if (!toldUnknown) report('unknownNotTold', `${name}, and told: ${wordsOf(told)}`);
	const after = requests.length - at - 1;
	if (after > 0) report('sentAgain', `${name}, then sent ${after} more times`);
}

/** A read may be repeated at will. What it gives has to be what is there, and its failure has to be told. */
export function matchReads(reads: ReadCase[]): Figures {
	const figures = noOffences();
	for (const { key, provider, operation, told, wrong } of reads) {
		const offence = (what: string): Offence => ({ key, operation: `${provider} ${operation}`, what });
		if (told.what === 'nothing') figures.lost.push(offence('nothing was told about it'));
		if (told.what === 'done' && wrong) figures.falseSuccesses.push(offence(wrong));
	}
	return figures;
}

export function together(...all: Figures[]): Figures {
	const sum = noOffences();
	for (const figures of all)
		for (const name of Object.keys(sum) as Array<keyof Figures>) sum[name].push(...figures[name]);
	return sum;
}

function wordsOf(told: Told): string {
	return told.what === 'failed' ? `failed (${told.fate ?? 'no fate'}): ${told.message}` : told.what;
}
