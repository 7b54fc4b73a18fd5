import { rounds, type Row } from '../bench';
import { check, compared, type Line } from '../line';
import { checkSame, withSides, type Ran } from '../side';

type Form = 'contractWith1Signer' | 'contractWith20Signers' | 'contractWithEverything';

/** The whole node against one whose form holds nothing but this operation: the rest of the form must cost nothing. */
export const parameters: Row = {
	name: 'parameters',
	title: 'What an item’s fields cost',
	run: async ({ quick }) =>
		await withSides(2, async ([whole, alone]) => {
			const lines: Line[] = [];
			const count = quick ? 50 : 300;
			const itemsInParallel = 10;
			const cpu: Partial<Record<Form, number[]>> = {};
			const forms: Array<[Form, string]> = [
				['contractWith1Signer', 'a contract with 1 signer'],
				['contractWith20Signers', 'a contract with 20 signers'],
				['contractWithEverything', 'a contract with every field set'],
			];
			for (const [form, name] of forms) {
				const results: Ran[][] = [[], []];
				const run = async (index: number) => {
					const node = index === 0 ? 'keynua' : 'keynuaContractOnly';
					const side = index === 0 ? whole : alone;
					results[index].push(await side.run(0, { node, form, count, itemsInParallel }));
				};
				await rounds(quick ? 2 : 9, [async () => await run(0), async () => await run(1)]);
				// The first two rounds are the compiler's.
				const [we, they] = results.map((all) => all.slice(quick ? 0 : 2));
				we.forEach((one, round) => checkSame(one, they[round]));
				const perItem = (runs: Ran[]) => runs.map(({ cpuMs }) => cpuMs / count);
				cpu[form] = perItem(we);
				lines.push(
					compared({
						what: `CPU per item: ${name}`,
						ours: perItem(we),
						others: perItem(they),
						against: 'form with only this operation',
						unit: 'ms',
						atMost: 1.1,
					}),
				);
			}
			check(cpu.contractWith1Signer !== undefined, 'no contract with one signer');
			lines.push(
				compared({
					what: 'CPU per item: 20 signers against 1',
					ours: cpu.contractWith20Signers!,
					others: cpu.contractWith1Signer!,
					against: 'a contract with 1 signer',
					unit: 'ms',
				}),
			);
			return lines;
		}),
};
