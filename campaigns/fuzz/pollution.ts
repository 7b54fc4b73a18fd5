const GUARDED: object[] = [
	Object.prototype,
	Array.prototype,
	Function.prototype,
	String.prototype,
	Number.prototype,
	Boolean.prototype,
	RegExp.prototype,
	Map.prototype,
	Set.prototype,
	Promise.prototype,
	Object,
];

type Snapshot = Array<Array<[PropertyKey, unknown]>>;

/** What the language's own prototypes hold, each property with its value. */
export function snapshot(): Snapshot {
	return GUARDED.map((guarded) =>
		Reflect.ownKeys(guarded).map((key) => {
			const { value, get, set } = Object.getOwnPropertyDescriptor(guarded, key) ?? {};
			return [key, value ?? get ?? set];
		}),
	);
}

/** The properties that were added or replaced since the snapshot; none is how it should be. */
export function pollutionSince(before: Snapshot): string[] {
	return snapshot().flatMap((now, index) => {
		const known = new Map(before[index]);
		const changed = now.filter(([key, value]) => !known.has(key) || known.get(key) !== value);
		const gone = now.length - changed.length < known.size ? ['something was removed'] : [];
		return [...changed.map(([key]) => String(key)), ...gone];
	});
}
