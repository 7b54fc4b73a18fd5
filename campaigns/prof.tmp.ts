import fc from 'fast-check';
import { targets } from './fuzz/targets';
void (async () => {
	for (const t of targets) {
		if (process.argv[2] && !process.argv[2].split(',').includes(t.name)) continue;
		const N = Number(process.argv[3] ?? 1000);
		process.stdout.write(t.name.padEnd(26));
		let s = process.cpuUsage().user;
		const cases = fc.sample(t.cases, { numRuns: N, seed: 5 });
		const gen = (process.cpuUsage().user - s) / N;
		s = process.cpuUsage().user;
		const thrown: string[] = [];
		for (const c of cases) {
			try {
				await t.check(c);
			} catch (e) {
				thrown.push(
					String((e as Error).stack)
						.split('\n')
						.slice(0, 3)
						.join('|'),
				);
			}
		}
		const run = (process.cpuUsage().user - s) / N;
		console.log(
			' gen',
			gen.toFixed(0).padStart(6),
			'us  check',
			run.toFixed(0).padStart(6),
			'us  thrown',
			thrown.length,
			[...new Set(thrown)]
				.slice(0, 4)
				.map((x) => x.slice(0, 260))
				.join('\n      '),
		);
	}
})();
