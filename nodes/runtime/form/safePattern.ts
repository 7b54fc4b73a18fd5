/**
 * Regular expressions that others wrote, tried without the danger of JavaScript's own: those go back and try again on
 * what does not match, and a pattern such as (a+)+$ then takes longer than a person lives. Here all ways through the
 * pattern are walked side by side, one step per character. `parsePattern.ts` reads the pattern.
 */
import { parsePattern, type CharSet, type PatternNode } from './parsePattern';

const LONGEST_PATTERN = 2_000;
/** Comparisons, at most: some milliseconds, and less than 50 also where the code is not compiled yet. */
const MOST_WORK = 200_000;
const MOST_STEPS = 5_000;

type Step =
	| { kind: 'char'; set: CharSet; next: number }
	| { kind: 'assert'; what: Assertion; next: number }
	| { kind: 'fork'; ways: number[] }
	| { kind: 'matched' };

type Assertion = Extract<PatternNode, { type: 'assertion' }>['what'];

/**
 * Whether the pattern is found in the text, as `new RegExp(pattern).test(text)` would say.
 *
 * @returns undefined when that cannot be told safely: the pattern is none, looks ahead or back, refers back, or would
 * take too much work with this text
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
	const steps = pattern.length > LONGEST_PATTERN ? undefined : compile(pattern);
	if (!steps) return undefined;
	const work = steps.reduce((sum, step) => sum + workOf(step), 0);
	return work * (text.length + 1) > MOST_WORK ? undefined : isFound(steps, text);
}

/** How many comparisons a step costs per character of the text, at most. */
function workOf(step: Step): number {
	if (step.kind === 'char') return 1 + step.set.ranges.length;
	return step.kind === 'fork' ? 1 + step.ways.length : 2;
}

function compile(pattern: string): Step[] | undefined {
	const root = parsePattern(pattern);
	if (!root) return undefined;
	const steps: Step[] = [{ kind: 'matched' }];
	const builder = new Builder(steps);
	const start = builder.build(root, 0);
	if (start === undefined) return undefined;
	steps.push({ kind: 'fork', ways: [start] });
	return steps;
}

/** Builds from the end to the beginning: each node knows the step that comes after it. */
class Builder {
	private built = 0;

	constructor(private readonly steps: Step[]) {}

	/** The step that begins the node; undefined when the whole gets too large. */
	build(node: PatternNode, next: number): number | undefined {
		if (++this.built > MOST_STEPS) return undefined;
		switch (node.type) {
			case 'char':
				return this.add({ kind: 'char', set: node.set, next });
			case 'assertion':
				return this.add({ kind: 'assert', what: node.what, next });
			case 'sequence':
				return node.parts.reduceRight<number | undefined>(
					(after, part) => (after === undefined ? undefined : this.build(part, after)),
					next,
				);
			case 'choice':
				return this.fork(node.options.map((option) => this.build(option, next)));
			default:
				return this.repeat(node, next);
		}
	}

	private repeat({ part, min, max }: Extract<PatternNode, { type: 'repeat' }>, next: number) {
		let begin: number | undefined = next;
		if (max === Infinity) begin = this.loop(part, next);
		for (let count = min; max !== Infinity && count < max && begin !== undefined; count++) {
			begin = this.fork([this.build(part, begin), next]);
		}
		for (let count = 0; count < min && begin !== undefined; count++) begin = this.build(part, begin);
		return begin;
	}

	private loop(part: PatternNode, next: number): number | undefined {
		const fork = this.add({ kind: 'fork', ways: [next] });
		const body = this.build(part, fork);
		if (body === undefined) return undefined;
		(this.steps[fork] as { ways: number[] }).ways.push(body);
		return fork;
	}

	private fork(ways: Array<number | undefined>): number | undefined {
		const known = ways.filter((way) => way !== undefined);
		return known.length < ways.length ? undefined : this.add({ kind: 'fork', ways: known });
	}

	private add(step: Step): number {
		return this.steps.push(step) - 1;
	}
}

function isFound(steps: Step[], text: string): boolean {
	const walk = new Walk(steps, text);
	for (let at = 0; at <= text.length; at++) if (walk.isAtEnd(at)) return true;
	return false;
}

/** All ways through the pattern, side by side, at one place of the text after another. */
class Walk {
	/** The steps that wait for a character; a match may begin at any, so the first step is always added. */
	private active: number[] = [];
	private readonly open: number[] = [];
	/** At which place, counted from 1, a step was reached last. */
	private readonly reachedAt: Uint32Array;

	constructor(
		private readonly steps: Step[],
		private readonly text: string,
	) {
		this.reachedAt = new Uint32Array(steps.length);
	}

	/** Goes on by one character. Whether the end of the pattern can be reached before it. */
	isAtEnd(at: number): boolean {
		const code = this.text.charCodeAt(at);
		const { active, open, steps, reachedAt } = this;
		for (const index of active) open.push(index);
		open.push(steps.length - 1);
		active.length = 0;
		for (let index = open.pop(); index !== undefined; index = open.pop()) {
			if (reachedAt[index] === at + 1) continue;
			reachedAt[index] = at + 1;
			const step = steps[index];
			if (step.kind === 'matched') return true;
			if (step.kind === 'fork') for (const way of step.ways) open.push(way);
			else if (step.kind === 'assert') {
				if (holds(step.what, this.text, at)) open.push(step.next);
			} else if (takes(step.set, code)) active.push(step.next);
		}
		return false;
	}
}

/** Beyond the end of the text, the code is NaN. */
function takes({ ranges, negated }: CharSet, code: number): boolean {
	if (Number.isNaN(code)) return false;
	for (const [first, last] of ranges) if (code >= first && code <= last) return !negated;
	return negated;
}

function holds(what: Assertion, text: string, at: number): boolean {
	if (what === 'start') return at === 0;
	if (what === 'end') return at === text.length;
	const isBoundary = isWord(text[at - 1]) !== isWord(text[at]);
	return what === 'boundary' ? isBoundary : !isBoundary;
}

function isWord(char: string | undefined): boolean {
	return char !== undefined && /^[A-Za-z0-9_]$/.test(char);
}
