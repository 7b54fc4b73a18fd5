import { withWarning } from '../../../nodes/runtime/run/warning';

const made = { id: '1', url: 'https://example.com/1.pdf' };

test('a step that works gives the output', async () => {
	expect(await withWarning(made, 'fetching the file', () => [{ json: { whole: true } }])).toEqual([
		{ json: { whole: true } },
	]);
});

test.each([
	['a request', async () => await Promise.reject(new Error('no'))],
	[
		'a mistake of our own',
		() => {
			throw new TypeError('no');
		},
	],
])('%s that fails after the write undoes nothing: what was made, and one sentence', async (_, step) => {
	expect(await withWarning(made, 'fetching the file', step)).toEqual([
		{
			json: {
				...made,
				warning:
					'This was done, but fetching the file failed (no): use what is given here, and do not run this item again.',
			},
		},
	]);
});

test('an answer that is no object is given out as it came', async () => {
	const [{ json }] = await withWarning(
		['1'],
		'reading it',
		async () => await Promise.reject(new Error('no')),
	);
	expect(json.answer).toEqual(['1']);
});
