import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

interface Kept<T> {
	/** SHA-256 of what was to be saved. */
	contents: string;
	/** n8n's own mark of the saved state: another one says that somebody has changed it since. */
	mark?: string;
	saved: T;
}

/**
 * What an earlier start saved in n8n. Saving and publishing all examples takes n8n half as long as its own start, so that
 * what neither the project nor a person has changed since is left as it is.
 */
export class EarlierStart {
	private readonly kept: Record<string, Kept<unknown>>;
	/** Settled when nothing is being saved. */
	private last: Promise<unknown> = Promise.resolve();

	/** @param file holds it from one start to the next; without one, everything is saved */
	constructor(private readonly file?: string) {
		const isThere = file !== undefined && existsSync(file);
		this.kept = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as typeof this.kept) : {};
	}

	/**
	 * Saves unless that was done before.
	 * @param key names it among all that is kept
	 * @param contents what is to be saved
	 * @param mark n8n's mark of what it has under that name now; undefined when it has nothing
	 */
	async saveUnlessKept<T>(
		{ key, contents, mark }: { key: string; contents: object; mark: string | undefined },
		save: () => Promise<{ saved: T; mark: string | undefined }>,
	): Promise<T> {
		const hash = createHash('sha256').update(JSON.stringify(contents)).digest('hex');
		const earlier = this.kept[key] as Kept<T> | undefined;
		if (earlier && mark && earlier.mark === mark && earlier.contents === hash) return earlier.saved;
		const done = await this.inTurn(save);
		this.kept[key] = { contents: hash, ...done };
		this.write();
		return done.saved;
	}

	/** One after another: n8n 1 has one connection to SQLite, and its transactions undo each other when they meet. */
	private async inTurn<T>(save: () => Promise<T>): Promise<T> {
		const mine = this.last.then(save);
		this.last = mine.catch(() => {});
		return await mine;
	}

	/** In one step: what is killed while it writes leaves the file as it was. */
	private write(): void {
		if (!this.file) return;
		writeFileSync(`${this.file}.new`, JSON.stringify(this.kept, null, '\t'));
		renameSync(`${this.file}.new`, this.file);
	}
}
