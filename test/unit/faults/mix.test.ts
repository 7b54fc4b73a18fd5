import { faultFor, faultNames, usualMix } from '../../../campaigns/faults/mix';

const struckIn = (seed: number, provider = 'firmafy') =>
	Array.from({ length: 3000 }, (_, index) => faultFor(seed, usualMix, provider, `case-${index}`, 1)?.name);

test('the same seed decides the same, another one something else', () => {
	expect(struckIn(7)).toEqual(struckIn(7));
	expect(struckIn(7)).not.toEqual(struckIn(8));
});

test('a tenth of the requests meets with a fault, and every kind of fault comes', () => {
	const struck = struckIn(7).filter((name) => name !== undefined);
	expect(struck.length / 3000).toBeGreaterThan(0.08);
	expect(struck.length / 3000).toBeLessThan(0.12);
	const late = ['1', '2', '3', '4', '5', '6'].map(
		(key) => faultFor(7, usualMix, 'keynua', `late-${key}`, 1)?.name,
	);
	expect(new Set([...struck, ...late])).toEqual(new Set(faultNames));
});

test('what is slower than the time-out is so once', () => {
	expect(faultFor(7, usualMix, 'keynua', 'late-1', 2)).toBeUndefined();
});
