import { badRequest } from './refusal';

/** Something that a provider's documents leave open. */
export interface Question {
	/** What it is about, in a few words. */
	title: string;
	/** What the documents say of it, and what not. */
	open: string;
	/** What the provider does, by the name of each reading. The first is the usual one. */
	readings: Record<string, string>;
}

/** A provider's open questions, each under the name of its switch. */
export type Questions = Record<string, Question>;

type Readings<Q extends Questions> = { [Name in keyof Q]: keyof Q[Name]['readings'] & string };

/** A switch as the control API and the page show it. */
export interface ShownSwitch extends Question {
	name: string;
	usual: string;
	now: string;
}

/** Which reading of each open question a provider plays. */
export class Switches<Q extends Questions = Questions> {
	/** The reading of each question that is played now. */
	now: Readings<Q>;

	constructor(private readonly questions: Q) {
		this.now = usualOf(questions);
	}

	/** Takes readings by the names of their switches; the others stay. Refuses 400 what is no switch, or no reading of it. */
	set(given: unknown): Readings<Q> {
		const chosen = Object.entries((given ?? {}) as object).map(([name, reading]) => {
			this.assertReading(name, String(reading));
			return [name, String(reading)];
		});
		this.now = { ...this.now, ...Object.fromEntries(chosen) };
		return this.now;
	}

	/** All questions as usual. */
	reset(): void {
		this.now = usualOf(this.questions);
	}

	list(): ShownSwitch[] {
		return Object.entries(this.questions).map(([name, question]) => {
			const [usual] = Object.keys(question.readings);
			return { name, ...question, usual, now: this.now[name] };
		});
	}

	private assertReading(name: string, reading: string): void {
		if (!Object.hasOwn(this.questions, name)) throw badRequest(`There is no switch ${name}`);
		const known = Object.keys(this.questions[name].readings);
		if (!known.includes(reading)) throw badRequest(`${name} must be one of ${known.join(', ')}`);
	}
}

function usualOf<Q extends Questions>(questions: Q): Readings<Q> {
	const usual = Object.entries(questions).map(([name, { readings }]) => [name, Object.keys(readings)[0]]);
	return Object.fromEntries(usual) as Readings<Q>;
}
