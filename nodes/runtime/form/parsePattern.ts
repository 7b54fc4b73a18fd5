/** Characters by their UTF-16 codes, as a regular expression without flags sees them. */
export interface CharSet {
	ranges: Array<[first: number, last: number]>;
	negated: boolean;
}

export type PatternNode =
	| { type: 'char'; set: CharSet }
	| { type: 'assertion'; what: 'start' | 'end' | 'boundary' | 'noBoundary' }
	| { type: 'sequence'; parts: PatternNode[] }
	| { type: 'choice'; options: PatternNode[] }
	| { type: 'repeat'; part: PatternNode; min: number; max: number };

/**
 * Reads a regular expression of JavaScript, without flags.
 *
 * @returns undefined for what is none, and for what cannot be told by walking forward: looking around, referring back,
 * and a few rare escapes
 */
export function parsePattern(pattern: string): PatternNode | undefined {
	try {
		new RegExp(pattern);
		return new Parser(pattern).whole();
	} catch {
		return undefined;
	}
}

type Ranges = CharSet['ranges'];

const one = (char: string): Ranges => [[char.charCodeAt(0), char.charCodeAt(0)]];
const digit: Ranges = [[0x30, 0x39]];
const word: Ranges = [...digit, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const lineEnds: Ranges = [
	[0x0a, 0x0a],
	[0x0d, 0x0d],
	[0x2028, 0x2029],
];
const space: Ranges = [
	[0x09, 0x0d],
	[0x20, 0x20],
	[0xa0, 0xa0],
	[0x1680, 0x1680],
	[0x2000, 0x200a],
	[0x2028, 0x2029],
	[0x202f, 0x202f],
	[0x205f, 0x205f],
	[0x3000, 0x3000],
	[0xfeff, 0xfeff],
];
const classes: Record<string, Ranges> = {
	d: digit,
	w: word,
	s: space,
	D: complement(digit),
	W: complement(word),
	S: complement(space),
};
const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f' };

const QUANTIFIER = /^(?:[*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\})\??/;

class Parser {
	private at = 0;

	constructor(private readonly pattern: string) {}

	whole(): PatternNode {
		const node = this.choice();
		if (this.at < this.pattern.length) throw new Error('unreadable');
		return node;
	}

	private choice(): PatternNode {
		const options = [this.sequence()];
		while (this.take('|')) options.push(this.sequence());
		return options.length === 1 ? options[0] : { type: 'choice', options };
	}

	private sequence(): PatternNode {
		const parts: PatternNode[] = [];
		while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at])) {
			parts.push(this.quantified(this.atom()));
		}
		return { type: 'sequence', parts };
	}

	private quantified(part: PatternNode): PatternNode {
		const found = QUANTIFIER.exec(this.pattern.slice(this.at, this.at + 32));
		if (!found) return part;
		this.at += found[0].length;
		const [text, least, comma, most] = found;
		if (least === undefined) {
			return { type: 'repeat', part, min: text[0] === '+' ? 1 : 0, max: text[0] === '?' ? 1 : Infinity };
		}
		const min = Number(least);
		return {
			type: 'repeat',
			part,
			min,
			max: comma === undefined ? min : most === '' ? Infinity : Number(most),
		};
	}

	private atom(): PatternNode {
		const char = this.pattern[this.at++];
		if (char === '(') return this.group();
		if (char === '[') return { type: 'char', set: this.set() };
		if (char === '.') return chars(lineEnds, true);
		if (char === '^') return { type: 'assertion', what: 'start' };
		if (char === '$') return { type: 'assertion', what: 'end' };
		if (char !== '\\') return chars(one(char));
		if (this.take('b')) return { type: 'assertion', what: 'boundary' };
		if (this.take('B')) return { type: 'assertion', what: 'noBoundary' };
		return chars(this.escape());
	}

	private group(): PatternNode {
		if (this.take('?') && !this.take(':')) {
			const name = /^<[\w$]+>/.exec(this.pattern.slice(this.at));
			if (!name) throw new Error('looks around, or has flags of its own');
			this.at += name[0].length;
		}
		const inside = this.choice();
		if (!this.take(')')) throw new Error('unreadable');
		return inside;
	}

	private set(): CharSet {
		const negated = this.take('^');
		const ranges: Ranges = [];
		while (!this.take(']')) {
			const first = this.setMember();
			const isRange = this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']';
			if (!isRange) {
				ranges.push(...first);
				continue;
			}
			this.at++;
			ranges.push(...between(first, this.setMember()));
		}
		return { ranges, negated };
	}

	private setMember(): Ranges {
		const char = this.pattern[this.at++];
		if (char === undefined) throw new Error('unreadable');
		if (char !== '\\') return one(char);
		if (this.take('b')) return one('\b');
		return this.escape();
	}

	/** What follows a backslash. */
	private escape(): Ranges {
		const char = this.pattern[this.at++];
		if (char in classes) return classes[char];
		if (char in controls) return one(controls[char]);
		const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(this.pattern.slice(this.at - 1, this.at + 4));
		if (hex) {
			this.at += hex[0].length - 1;
			return one(String.fromCharCode(parseInt(hex[1] ?? hex[2], 16)));
		}
		// References to groups, octal numbers, control letters, and escapes that only look like one of the above.
		if (char === undefined || /[0-9ckxu]/.test(char)) throw new Error('cannot be told');
		return one(char);
	}

	private take(char: string): boolean {
		if (this.pattern[this.at] !== char) return false;
		this.at++;
		return true;
	}
}

function chars(ranges: Ranges, negated = false): PatternNode {
	return { type: 'char', set: { ranges, negated } };
}

/** `a-z`. With a class at one end, the dash stands for itself. */
function between(first: Ranges, last: Ranges): Ranges {
	const isSingle = ([[from, to], ...others]: Ranges) => others.length === 0 && from === to;
	if (isSingle(first) && isSingle(last)) return [[first[0][0], last[0][0]]];
	return [...first, ...one('-'), ...last];
}

function complement(ranges: Ranges): Ranges {
	const starts = [0, ...ranges.map(([, last]) => last + 1)];
	const ends = [...ranges.map(([first]) => first - 1), 0xffff];
	return starts.map((start, index): [number, number] => [start, ends[index]]).filter(([a, b]) => a <= b);
}
