import type { IExecuteFunctions } from 'n8n-workflow';
import type { NodeError } from '../http/errors';

/** n8n makes a tool out of each node, and adds this to the name of its type. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Of a failure, n8n gives an AI agent nothing but the message: as a tool, what the description says stands in it, too. */
export function toldWhole(context: IExecuteFunctions, error: NodeError): NodeError {
	const { message, description } = error;
	if (isTool(context) && description && !message.includes(description)) {
		error.message = `${message}. ${description}`;
	}
	return error;
}
