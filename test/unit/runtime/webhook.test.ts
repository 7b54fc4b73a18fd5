import { isRecent, sameText } from '../../../nodes/runtime/webhook/webhook';

test('texts are the same only when they are', () => {
	expect(sameText('abc', 'abc')).toBe(true);
	expect(sameText('abc', 'abd')).toBe(false);
	expect(sameText('abc', 'ab')).toBe(false);
	expect(sameText('', '')).toBe(true);
});

test('a time stamp is recent within the limit, in both directions, and only when it is digits', () => {
	const now = 1_700_000_000_000;
	expect(isRecent(`${now - 1000}`, 1000, now)).toBe(true);
	expect(isRecent(`${now - 1001}`, 1000, now)).toBe(false);
	expect(isRecent(`${now + 1001}`, 1000, now)).toBe(false);
	for (const bad of ['', ' ', '1e12', '-1', `${now}.0`, `0x18bcfe56800`, '9'.repeat(30)]) {
		expect(isRecent(bad, Infinity, now)).toBe(false);
	}
	expect(isRecent(`${now}`, NaN, now)).toBe(false);
});
