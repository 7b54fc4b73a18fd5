const keptPerObject = 300;
const keptNews = 30;

/** What happened to an object, and when (ISO 8601, by the clock of its provider). */
export interface Moment {
	at: string;
	text: string;
	/** The state that the object came to, in the provider's own word. */
	state?: string;
}

/** What a moment is about: the provider, a name for people, and the path of the object's page. */
export interface Subject {
	provider: string;
	name: string;
	page: string;
}

export type News = Moment & { subject: Subject };

/**
 * The time lines of all objects of all providers, beside the objects, so that the APIs and the control API show them as
 * they always did. Objects take their time lines along when they are forgotten.
 */
export class History {
	private kept = new WeakMap<object, { subject: Subject; moments: Moment[] }>();
	private news: News[] = [];

	/** An object comes into being. */
	begin(object: object, subject: Subject, moment: Moment): void {
		this.kept.set(object, { subject, moments: [] });
		this.add(object, moment);
	}

	/** Something happens to an object that has begun. */
	add(object: object, moment: Moment): void {
		const line = this.kept.get(object);
		if (!line) return;
		line.moments.push(moment);
		if (line.moments.length > keptPerObject) line.moments.shift();
		this.news.push({ ...moment, subject: line.subject });
		if (this.news.length > keptNews) this.news.shift();
	}

	/** Oldest first. */
	of(object: object): Moment[] {
		return this.kept.get(object)?.moments ?? [];
	}

	/** What happened last anywhere, newest first. */
	latest(): News[] {
		return [...this.news].reverse();
	}

	clear(): void {
		this.kept = new WeakMap();
		this.news = [];
	}
}
