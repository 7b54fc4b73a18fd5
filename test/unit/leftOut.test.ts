import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** jest runs the files directly in `unit` and `integration`, and the `all.test.ts` of each of their folders. */
const kinds = ['unit', 'integration'].map((kind) => join(__dirname, '..', kind));

test('no test is left out: every folder with tests has an all.test.ts', () => {
	for (const kind of kinds) {
		const tests = readdirSync(kind, { recursive: true, encoding: 'utf8' }).filter((name) =>
			name.endsWith('.test.ts'),
		);
		expect(tests.length).toBeGreaterThan(10);
		for (const parts of tests.map((name) => name.split('/'))) {
			expect(parts.length).toBeLessThanOrEqual(2);
			if (parts.length === 2) expect(existsSync(join(kind, parts[0], 'all.test.ts'))).toBe(true);
		}
	}
});
