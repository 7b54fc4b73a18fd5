import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
} from 'n8n-workflow';
import type { Operation } from '../../../nodes/runtime/operation';
import type { Outcome } from '../../../nodes/runtime/run/report';
import { keepSettled, settledBefore } from '../../../nodes/runtime/run/tries';

const write = { action: 'Create a contract', endpoints: [{ effect: 'write' }] } as Operation;
const node = { name: 'Keynua' } as INode;

/** What n8n saves with the execution. */
let saved: IDataObject;
beforeEach(() => (saved = {}));

interface Try {
	type?: string;
	runIndex?: number;
	asked?: IDataObject[];
	/** The node's settings. */
	retryOnFail?: boolean;
	maxTries?: number;
	continueOnFail?: boolean;
}

/** A run of the node, in the process that saved the execution or in another. */
function aTry({
	type = 'n8n-nodes-esign-kyc.keynua',
	runIndex = 0,
	asked = [{ title: 'A' }],
	...settings
}: Try) {
	saved = JSON.parse(JSON.stringify(saved)) as IDataObject;
	return {
		getNode: () => ({ ...node, id: 'node', type, ...settings }),
		getContext: () => saved,
		continueOnFail: () => settings.continueOnFail ?? false,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		getInputData: () => asked.map((json) => ({ json })),
	} as unknown as IExecuteFunctions;
}

const done: Outcome = { items: [{ json: { id: '1' } }] };

function lost(): Outcome {
	const error = new NodeApiError(node, {}, { message: 'the answer was lost', httpCode: '502' });
	error.description = 'Look it up.';
	Object.assign(error.context, { fate: 'unknown', data: { status: 502 } });
	return { error };
}

const refused = (): Outcome => ({ error: new NodeOperationError(node, 'no') });

const isSentAgain = (next: Try) => settledBefore(aTry(next), write)[0] === undefined;

test('what was done is given out again, what may have been done fails again, the rest is sent', () => {
	const asked = ['A', 'B', 'C', 'D'].map((title) => ({ title }));
	keepSettled(aTry({ asked }), write, [done, lost(), refused(), undefined]);
	const [first, second, ...rest] = settledBefore(aTry({ asked }), write);
	expect(first).toEqual(done);
	expect((second as { error: NodeApiError }).error).toMatchObject({
		name: 'NodeApiError',
		message: 'the answer was lost',
		description: 'Look it up.',
		httpCode: '502',
		context: { fate: 'unknown', data: { status: 502 } },
	});
	expect(rest).toEqual([undefined, undefined]);
});

test('another run of the node, in a loop, has nothing to do with it', () => {
	keepSettled(aTry({}), write, [lost()]);
	expect(isSentAgain({})).toBe(false);
	expect(isSentAgain({ runIndex: 1 })).toBe(true);
});

test('nothing is given out for another item, or for another operation', () => {
	keepSettled(aTry({ asked: [{ title: 'A' }, { title: 'B' }] }), write, [done, lost()]);
	expect(settledBefore(aTry({ asked: [{ title: 'B' }, { title: 'A' }] }), write)).toEqual([
		undefined,
		undefined,
	]);
	const other = { ...write, action: 'Delete a contract' };
	expect(settledBefore(aTry({}), other)).toEqual([undefined]);
});

test('an input that refers to itself is no hindrance', () => {
	const json: IDataObject = { title: 'A' };
	json.self = json;
	const context = { ...aTry({}), getInputData: () => [{ json }] } as IExecuteFunctions;
	keepSettled(context, write, [lost()]);
	expect(settledBefore(context, write)[0]).toBeDefined();
});

test('when all is done, nothing is left behind, and reads never leave anything', () => {
	keepSettled(aTry({}), write, [lost()]);
	expect(saved).not.toEqual({});
	keepSettled(aTry({}), write, [done]);
	expect(saved).toEqual({});
	const read = { ...write, endpoints: [{ effect: 'read' }] } as Operation;
	keepSettled(aTry({}), read, [lost()]);
	expect(saved).toEqual({});
});

test('with continue on fail, only the next try of Retry On Fail has to know', () => {
	keepSettled(aTry({ continueOnFail: true }), write, [lost()]);
	expect(saved).toEqual({});
	const again = { continueOnFail: true, retryOnFail: true, maxTries: 2 };
	keepSettled(aTry(again), write, [lost()]);
	expect(isSentAgain(again)).toBe(false);
	keepSettled(aTry(again), write, [lost()]);
	expect(saved).toEqual({});
});

describe('as a tool, for which n8n counts each try as a run', () => {
	const tool = { type: 'n8n-nodes-esign-kyc.keynuaTool', retryOnFail: true };

	test('the next try is known by what was asked', () => {
		keepSettled(aTry({ ...tool, runIndex: 0 }), write, [lost()]);
		expect(isSentAgain({ ...tool, runIndex: 1 })).toBe(false);
		expect(isSentAgain({ ...tool, runIndex: 1, asked: [{ title: 'Sale' }] })).toBe(true);
	});

	test.each([
		[2, 2],
		[undefined, 3],
		[4, 4],
		[9, 5],
	])('after the last try (Max. Tries %s), the same that is asked anew is sent', (maxTries, tries) => {
		for (let tried = 1; tried < tries; tried++) {
			keepSettled(aTry({ ...tool, maxTries }), write, [lost()]);
			expect(isSentAgain({ ...tool, maxTries })).toBe(false);
		}
		keepSettled(aTry({ ...tool, maxTries }), write, [lost()]);
		expect(isSentAgain({ ...tool, maxTries })).toBe(true);
	});

	test('the same may be asked once more when it went well, or when there are no tries', () => {
		keepSettled(aTry(tool), write, [done]);
		expect(isSentAgain({ ...tool, runIndex: 1 })).toBe(true);
		keepSettled(aTry({ type: tool.type }), write, [lost()]);
		expect(isSentAgain({ type: tool.type, runIndex: 1 })).toBe(true);
	});
});
