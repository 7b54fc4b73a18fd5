import { NodeApiError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import type { Operation } from '../../../nodes/runtime/operation';
import type { Outcome } from '../../../nodes/runtime/run/report';
import { tellStopped } from '../../../nodes/runtime/run/stopped';

const node = { name: 'Keynua (contracts)' } as INode;
const write = { name: 'Create', endpoints: [{ effect: 'write' }] } as Operation;

function told(
	outcomes: Array<Outcome | undefined>,
	operation = write,
	underWay: number[] = [],
	name = node.name,
) {
	const data: Record<string, string> = {};
	const log: string[] = [];
	const context = {
		getNode: () => ({ ...node, name }),
		getExecutionId: () => '7',
		logger: { warn: (line: string) => log.push(line) },
		getWorkflowDataProxy: () => ({
			$execution: { customData: { set: (key: string, value: string) => (data[key] = value) } },
		}),
	} as unknown as IExecuteFunctions;
	tellStopped(context, operation, outcomes, new Set(underWay));
	return { data, log };
}

const done = (id: string): Outcome => ({ items: [{ json: { id } }] });

function failed(fate: string): Outcome {
	const error = new NodeApiError(node, {}, { message: 'no' });
	error.context.fate = fate;
	return { error };
}

test('what was done, and what may have been, but not what was refused', () => {
	const { data, log } = told([done('A'), failed('unknown'), failed('refused'), undefined]);
	expect(data).toEqual({
		Keynua__contracts__stopped: 'Stopped during "Create". Not started: 1 of 4 items.',
		Keynua__contracts__done_1: 'item 0: A; item 1: may have been carried out',
	});
	expect(log).toEqual([
		'Execution 7, node "Keynua (contracts)": Stopped during "Create". Not started: 1 of 4 items. item 0: A; item 1: may have been carried out',
	]);
});

test('what is under way when n8n saves the execution may have been done', () => {
	const { data } = told([done('A'), undefined, undefined], write, [1]);
	expect(data).toEqual({
		Keynua__contracts__stopped: 'Stopped during "Create". Not started: 1 of 3 items.',
		Keynua__contracts__done_1: 'item 0: A; item 1: under way, so it may have been carried out: look it up',
	});
});

test('n8n cuts values after 512 characters and keeps ten: the log has what finds no room', () => {
	const id = '4098027e-09f4-4817-9920-1fb13f72ebac';
	const { data, log } = told(Array.from({ length: 300 }, () => done(id)));
	const values = Object.values(data);
	expect(values.length).toBeLessThanOrEqual(10);
	for (const value of values) expect(value.length).toBeLessThanOrEqual(512);
	const shown = values.join().match(/item \d+: /g)?.length ?? 0;
	expect(values.at(-1)).toBe(`${300 - shown} more, which are in n8n’s log`);
	expect(log[0].match(/item \d+: /g)).toHaveLength(300);
});

test('nothing is told where nothing was done, nor of reads', () => {
	expect(told([undefined, failed('refused')])).toEqual({ data: {}, log: [] });
	const read = { name: 'Get', endpoints: [{ effect: 'read' }] } as Operation;
	expect(told([done('A')], read)).toEqual({ data: {}, log: [] });
});

test('n8n 1 takes only plain letters, digits and underscores in the names of values', () => {
	const { data } = told([done('A')], write, [], 'Verificación DNI – año 2026');
	expect(Object.keys(data)).toEqual([
		'Verificacion_DNI___ano_2026_stopped',
		'Verificacion_DNI___ano_2026_done_1',
	]);
});
