import { NodeApiError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import type { Operation } from '../../../nodes/runtime/operation';
import type { Outcome, Outcomes } from '../../../nodes/runtime/run/report';
import { tellStopped } from '../../../nodes/runtime/run/stopped';

const node = { name: 'Keynua (contracts)' } as INode;
const write = { name: 'Create', endpoints: [{ effect: 'write' }] } as Operation;

function told(outcomes: Outcomes, operation = write, underWay: number[] = []) {
	const data: Record<string, string> = {};
	const log: string[] = [];
	const context = {
		getNode: () => node,
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
	const text =
		'Stopped in "Keynua (contracts)" (Create). May have been carried out, so look them up: items 1. Done: item 0 (A).';
	expect(data).toEqual({ stopped: text });
	expect(log).toEqual([`Execution 7: ${text}`]);
});

test('what is under way when n8n saves the execution may have been done; the log is told in the end', () => {
	const { data, log } = told([done('A'), undefined, undefined], write, [1]);
	expect(data.stopped).toContain('look them up: items 1. Done: item 0 (A).');
	expect(log).toEqual([]);
});

test('nothing is told where nothing was done, nor of reads', () => {
	expect(told([undefined, failed('refused')])).toEqual({ data: {}, log: [] });
	const read = { name: 'Get', endpoints: [{ effect: 'read' }] } as Operation;
	expect(told([done('A')], read)).toEqual({ data: {}, log: [] });
});
