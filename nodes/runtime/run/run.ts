import {
	ACTIONABLE_CAUSES,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { isNodeError, type NodeError } from '../http/errors';
import { Item } from '../form/item';
import { effectOf, type Operation, type Resource } from '../operation';
import { withoutErrorKey } from '../text';
import { inParallel } from './inParallel';
import { hasFailed, isDone, report, type Outcome } from './report';
import { cancelSignal } from '../http/request';
import { tellStopped } from './stopped';
import { toldWhole } from './tool';
import { keepSettled, settledBefore } from './tries';

/**
 * Works through all input items of a node with the operation that the person chose.
 *
 * Output is in input order, each item paired with the input it came from. When an item fails and the node is not set
 * to continue: no further item is started, those under way are awaited, and the error tells what was already done.
 */
export async function run(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const continueOnFail = context.continueOnFail();
	const signal = cancelSignal(context);
	const outcomes = settledBefore(context, operation);

	const underWay = new Set<number>();
	const onStop = () => tellStopped(context, operation, outcomes, underWay);
	signal?.addEventListener('abort', onStop);
	let stopsHere = false;
	const mustStop = () => stopsHere || signal?.aborted === true;
	await inParallel(outcomes.length, parallelism(context, operation), mustStop, async (index) => {
		if (outcomes[index]) return;
		underWay.add(index);
		outcomes[index] = await executeItem(new Item(context, index, operation.properties), operation);
		underWay.delete(index);
		stopsHere ||= !continueOnFail && hasFailed(outcomes[index]);
	});
	signal?.removeEventListener('abort', onStop);
	if (signal?.aborted) onStop();
	keepSettled(context, operation, outcomes);

	// A run that was cancelled when all of its items were under way has done them all.
	if (continueOnFail || outcomes.every(isDone)) {
		return [outcomes.flatMap((outcome, index) => outputOf(context, outcome, index))];
	}
	const failed = signal?.aborted ? undefined : outcomes.find(hasFailed);
	const error = failed?.error ?? new NodeOperationError(context.getNode(), 'The execution was canceled');
	throw toldWhole(context, report(error, outcomes, operation));
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = resources.find(({ value }) => value === resource)?.operations[name];
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), `This node has no operation "${name}" for "${resource}"`, {
		description: 'Choose the resource and the operation again from their lists.',
	});
}

function parallelism(context: IExecuteFunctions, operation: Operation): number {
	const { itemsInParallel } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const wanted = Number(itemsInParallel ?? (effectOf(operation) === 'read' ? 10 : 1));
	return Math.min(Math.max(Math.floor(wanted) || 1, 1), 50);
}

async function executeItem(item: Item, operation: Operation): Promise<Outcome> {
	try {
		return { items: await operation.execute(item) };
	} catch (error) {
		return { error: namingItem(item, operation, error as Error) };
	}
}

const RUN_ANEW = 'Retry does not send it again: if it was not done, run the workflow anew with this item.';

/** Every error names its item. Where a write may have happened, it also says where to look. */
function namingItem(item: Item, operation: Operation, thrown: Error): NodeError {
	const error = isNodeError(thrown) ? thrown : new NodeOperationError(item.context.getNode(), thrown);
	error.context.itemIndex = item.index;
	error.message = `${error.message} [item ${item.index}]`;
	if (error.context.fate === 'unknown' && effectOf(operation) === 'write') {
		error.description = [error.description, operation.howToCheck, RUN_ANEW].filter(Boolean).join(' ');
	}
	return error;
}

function outputOf(context: IExecuteFunctions, outcome: Outcome | undefined, index: number) {
	const pairedItem = { item: index };
	if (isDone(outcome)) {
		return outcome.items.map((item) => ({ ...item, json: withoutErrorKey(item.json), pairedItem }));
	}
	return [{ json: outcome ? errorJson(context, outcome.error) : notStarted(index), pairedItem }];
}

/**
 * Exactly these keys: with any other, n8n sends the item down the success branch. Older versions do so with `details`
 * too, and know `message` alone. That an n8n is recent shows in what n8n-workflow brings along.
 */
function errorJson(
	context: IExecuteFunctions,
	{ message, description, context: facts }: NodeError,
): IDataObject {
	const isOld = ACTIONABLE_CAUSES === undefined;
	if (isOld && context.getNode().onError === 'continueErrorOutput') {
		return { error: message, message: description || message };
	}
	const { itemIndex, data } = facts as IDataObject;
	return { error: message, details: { itemIndex, description, ...(data as IDataObject) } };
}

/**
 * Only a cancelled run leaves items out. If it failed as a whole, n8n would show the node's input as its output, and
 * nobody would see what had been done.
 */
function notStarted(index: number): IDataObject {
	const error = `Not started, because the execution was canceled [item ${index}]`;
	return { error, details: { itemIndex: index, notStarted: true } };
}
