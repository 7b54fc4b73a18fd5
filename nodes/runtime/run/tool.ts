import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

/** n8n makes a tool out of each node, and adds this to the name of its type. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Of a failure, n8n gives an AI agent nothing but the message. As a tool, a node therefore says in the message also what
 * its description says: what to do next, what may have happened, and what was already done.
 */
export function toldWhole<E extends NodeApiError | NodeOperationError>(
	context: IExecuteFunctions,
	error: E,
): E {
	const { description } = error;
	if (isTool(context) && description && !error.message.includes(description)) {
		error.message = `${error.message}. ${description}`;
	}
	return error;
}
