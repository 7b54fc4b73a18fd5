import type { BadKind, Delivery, Kind, Sender } from '../../../campaigns/deliveries/delivery';
import { matched, type Started, type Verdict } from '../../../campaigns/deliveries/match';
import { readingOf } from '../../../campaigns/deliveries/memory';
import { planned } from '../../../campaigns/deliveries/plan';
import { seeded } from '../../../campaigns/deliveries/random';
import { offences } from '../../../campaigns/deliveries/table';

const delivery = (key: string, kind: Kind = 'good', mayBeAnswered = false): Delivery => ({
	provider: 'Keynua',
	key,
	kind,
	mayBeAnswered,
	post: () => ({ url: '', headers: {}, body: '' }),
});
const swapped = { ...delivery('a', 'type swapped', true), failsInTrigger: true };
const started = (key: string, status = 'success'): Started => ({ executionId: '7', key, status });
/** What is found when one delivery got these answers and n8n has these executions on record. */
const found = (one: Delivery, answers: number[], executions: Started[]) =>
	Object.entries(matched(new Map([[one, answers]]), executions))
		.filter(([, cases]) => (cases as unknown[]).length > 0)
		.map(([name]) => name);

describe('holding deliveries against executions', () => {
	test.each<[string, Delivery, number[], Started[], Array<keyof Verdict>]>([
		['good, and started once', delivery('a'), [200], [started('a')], []],
		['good, redelivered, and started once', delivery('a'), [200, 200], [started('a')], []],
		['good, answered, and in no execution', delivery('a'), [200], [started('b')], ['lost', 'wronglyStarted']],
		['good, redelivered, and in no execution', delivery('a'), [0, 200], [], ['lost']],
		['good, and started twice', delivery('a'), [200, 200], [started('a'), started('a')], ['doubled']],
		[
			'started again after an answer was lost',
			delivery('a'),
			[0, 200],
			[started('a'), started('a')],
			['startedAgain'],
		],
		[
			'started more often than answers were lost',
			delivery('a'),
			[0, 200],
			[started('a'), started('a'), started('a')],
			['doubled'],
		],
		['good, and turned away', delivery('a'), [401], [], ['turnedAway']],
		['good, and never answered', delivery('a'), [0, 0], [], ['turnedAway']],
		['good, and its execution was cut off', delivery('a'), [200], [started('a', 'crashed')], ['notDone']],
		['bad, and refused', delivery('a', 'forged'), [401], [], []],
		['bad, and started', delivery('a', 'forged'), [401], [started('a')], ['wronglyStarted']],
		['bad, and answered 200', delivery('a', 'altered'), [200], [], ['wronglyAnswered']],
		['swapped, and stopped in the trigger', swapped, [200], [started('a', 'error')], []],
		['swapped, and let through', swapped, [200], [started('a')], ['wronglyStarted']],
		['garbage that its provider wants answered', delivery('a', 'garbage', true), [200], [], []],
		[
			'an execution that nothing explains',
			delivery('a'),
			[200],
			[started('a'), started('x')],
			['wronglyStarted'],
		],
	])('%s', (_, one, answers, executions, expected) => {
		expect(found(one, answers, executions)).toEqual(expected);
	});

	const outcome = (answers: number[], executions: Started[]) => {
		const sent = new Map([[delivery('contract 7'), answers]]);
		return { answers: sent, executions, verdict: matched(sent, executions), sendingMs: 1 };
	};

	test('what was not kept is said with its cases', () => {
		const lost = offences(outcome([200], []), { mayBeInterrupted: true });
		expect(lost).toEqual(['Answered 200 and in no execution: 1', '  contract 7 (good), answered 200']);
		expect(offences(outcome([200], [started('contract 7')]), { mayBeInterrupted: false })).toEqual([]);
	});

	test('what a kill excuses is not excused without one', () => {
		const again = outcome([0, 200], [started('contract 7'), started('contract 7', 'crashed')]);
		expect(offences(again, { mayBeInterrupted: true })).toEqual([]);
		expect(offences(again, { mayBeInterrupted: false }).join()).toMatch(/not end well.*n8n was up/);
	});

	test('memory that grows is an offence, its ups and downs are not', () => {
		const well = outcome([200], [started('contract 7')]);
		const seen = (samples: number[]) =>
			offences(well, { mayBeInterrupted: false, memory: readingOf(samples) });
		const times = Array.from({ length: 50 }, (_, index) => index);
		expect(seen(times.map((index) => 400 + 60 * (index % 2)))).toEqual([]);
		expect(seen(times.map((index) => 400 + 10 * index))).toHaveLength(1);
	});
});

describe('the plan', () => {
	const kinds: BadKind[] = ['forged', 'stale'];
	const sender: Sender = {
		name: 'Keynua',
		kinds,
		make: (kind, number, random) => delivery(`${number} ${random.below(1000)}`, kind),
		keyOf: () => '',
	};
	const plan = (seed: number) =>
		planned([sender], { count: 2000, bad: 0.3, again: 0.1 }, seeded(seed)).map(
			({ delivery: { key, kind }, again }) => [key, kind, again],
		);

	test('is the same for the same seed, and another for another', () => {
		expect(plan(5)).toEqual(plan(5));
		expect(plan(5)).not.toEqual(plan(6));
	});

	test('has about 30 % bad deliveries, and 10 % that come again, in each of the three ways', () => {
		const sendings = plan(5);
		const late = sendings.length - 2000;
		const atOnce = sendings.filter(([, , again]) => again === 'at once').length;
		const after = sendings.filter(([, , again]) => again === 'after the answer').length;
		for (const part of [late, atOnce, after]) expect(Math.abs(part - 2000 / 30)).toBeLessThan(25);
		const bad = new Set(sendings.filter(([, kind]) => kind !== 'good').map(([key]) => key)).size;
		expect(Math.abs(bad - 600)).toBeLessThan(80);
		expect(new Set(sendings.map(([, kind]) => kind))).toEqual(new Set(['good', ...kinds]));
	});
});
