import { NodeApiError, type IDataObject, type IExecuteFunctions, type INode } from 'n8n-workflow';
import type { Operation } from '../../../nodes/runtime/operation';
import type { Outcome } from '../../../nodes/runtime/run/report';
import { keepForNextTry, settledBefore } from '../../../nodes/runtime/run/tries';

const write = { name: 'Create', endpoints: [{ effect: 'write' }] } as Operation;

let executions = 0;
beforeEach(() => executions++);

interface Try {
	type?: string;
	runIndex?: number;
	asked?: IDataObject;
	maxTries?: number;
}

/** A try of a node that n8n runs again when it fails. */
function aTry({ type = 'n8n-nodes-esign-kyc.keynua', runIndex = 0, ...rest }: Try) {
	const { asked = { title: 'Lease' }, maxTries } = rest;
	return {
		getNode: () => ({ id: 'node', type, retryOnFail: true, maxTries }),
		getExecutionId: () => `execution ${executions}`,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		getInputData: () => [{ json: asked }],
	} as unknown as IExecuteFunctions;
}

function mayBeDone(): Outcome {
	const error = new NodeApiError({ name: 'Keynua' } as INode, {}, { message: 'the answer was lost' });
	error.context.fate = 'unknown';
	return { error };
}

const isSentAgain = (next: Try) => settledBefore(aTry(next), write, 1)[0] === undefined;

test('what may have been done is not sent again by the next try of the same run', () => {
	keepForNextTry(aTry({}), write, [mayBeDone()]);
	expect(isSentAgain({})).toBe(false);
});

test('another run of the node, in a loop, has nothing to do with it', () => {
	keepForNextTry(aTry({}), write, [mayBeDone()]);
	expect(isSentAgain({ runIndex: 1 })).toBe(true);
});

test('n8n waits 5 s at most: much later it is no next try', () => {
	keepForNextTry(aTry({}), write, [mayBeDone()]);
	const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
	try {
		expect(isSentAgain({})).toBe(true);
	} finally {
		clock.mockRestore();
	}
});

describe('as a tool, for which n8n counts each try as a run', () => {
	const type = 'n8n-nodes-esign-kyc.keynuaTool';

	test('the next try is known by what was asked', () => {
		keepForNextTry(aTry({ type, runIndex: 0 }), write, [mayBeDone()]);
		expect(isSentAgain({ type, runIndex: 1 })).toBe(false);
		expect(isSentAgain({ type, runIndex: 1, asked: { title: 'Sale' } })).toBe(true);
	});

	test.each([
		[2, 2],
		[undefined, 3],
		[4, 4],
		[9, 5],
	])('after the last try (Max. Tries %s), the same that is asked anew is sent', (maxTries, tries) => {
		for (let done = 1; done < tries; done++) {
			keepForNextTry(aTry({ type, maxTries }), write, [mayBeDone()]);
			expect(isSentAgain({ type, maxTries })).toBe(false);
		}
		keepForNextTry(aTry({ type, maxTries }), write, [mayBeDone()]);
		expect(isSentAgain({ type, maxTries })).toBe(true);
	});

	test('the same may be asked once more when it went well', () => {
		keepForNextTry(aTry({ type }), write, [{ items: [{ json: {} }] }]);
		expect(isSentAgain({ type, runIndex: 1 })).toBe(true);
	});
});
