import type { IExecuteFunctions } from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';
import { doneIn, mayBeDone, named, type Outcomes } from './report';

/**
 * n8n saves an execution at the moment when it is stopped, and takes neither output nor error from its nodes after that.
 * What was done by then, or may have been, is therefore kept beside it ("Highlighted data", of which n8n keeps 512
 * characters), and written to n8n's log as soon as nothing is under way any more.
 */
export function tellStopped(
	context: IExecuteFunctions,
	operation: Operation,
	outcomes: Outcomes,
	underWay: ReadonlySet<number>,
): void {
	const open = outcomes.flatMap((one, item) => (underWay.has(item) || mayBeDone(one) ? [item] : []));
	const done = doneIn(outcomes, operation).map(named);
	if (effectOf(operation) === 'read' || open.length + done.length === 0) return;
	const lookUp =
		open.length > 0 ? ` May have been carried out, so look them up: items ${open.join(', ')}.` : '';
	const text = `Stopped in "${context.getNode().name}" (${operation.name}).${lookUp} Done: ${done.join(', ') || 'none'}.`;
	if (underWay.size === 0) context.logger.warn(`Execution ${context.getExecutionId()}: ${text}`);
	// n8n 1 has it for expressions only, so it is taken from there.
	const { $execution } = context.getWorkflowDataProxy(0);
	$execution?.customData?.set('stopped', text);
}
