import { shortened, shownHeaders } from '../../../sandbox/shortened';

describe('a body for people to read', () => {
	it('is JSON still, with its files cut', () => {
		const file = Buffer.alloc(900, 7).toString('base64');
		const { name, base64, after } = JSON.parse(
			shortened(JSON.stringify({ name: 'a', base64: file, after: [1] })),
		);
		expect([name, after]).toEqual(['a', [1]]);
		expect(base64).toBe(`${file.slice(0, 40)}… (1200 characters)`);
	});

	it('leaves out PDFs, and is cut itself when it is long', () => {
		expect(shortened('before %PDF-1.4 abc %%EOF after')).toBe('before … (a PDF of 18 characters)\r\n after');
		expect(shortened('a "b" '.repeat(10_000))).toHaveLength(16_000 + '… (60000 characters)'.length);
		expect(shortened('plain "text"')).toBe('plain "text"');
	});

	it('is ready at once, whatever comes', () => {
		const endless = [Buffer.alloc(6_000_000, 'A'), '%PDF-'.repeat(1_000_000), '"'.repeat(5_000_000)];
		for (const body of endless) expect(shortened(body).length).toBeLessThan(17_000);
	});
});

test('of headers that prove who is calling, only the beginning is shown', () => {
	const shown = shownHeaders({
		Authorization: 'Basic c2VjcmV0',
		'x-api-key': 'secret-key',
		accept: ['a', 'b'],
	});
	expect(shown).toEqual({
		Authorization: 'Basic c2Vj… (8 characters)',
		'x-api-key': 'secr… (10 characters)',
		accept: 'a, b',
	});
});
