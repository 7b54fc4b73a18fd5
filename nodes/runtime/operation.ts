import type { IHttpRequestMethods, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Item } from './form/item';

/** A `read` may be sent again at will. A `write` changes something, costs money or reaches a person. */
export type Effect = 'read' | 'write';

/** One endpoint as the provider's document writes it, with `{name}` for the parts of the path to fill in. */
export interface Endpoint {
	method: IHttpRequestMethods;
	path: string;
	effect: Effect;
	/** The document names no credential for it: what proves the right to call it is in the body. None is sent then. */
	withoutCredential?: true;
	/** The document shows no answer, or none has been seen: a 200 with nothing in it counts as done. */
	mayAnswerNothing?: true;
	/**
	 * The field of the documented answer that shows the success, such as the id of what was made (`files.0.id`: of the first
	 * of the files): an answer without it proves nothing.
	 */
	answersWith?: string;
}

/** One entry of the Operation drop-down: what the person sees, and what happens for one item. */
export interface Operation {
	name: string;
	action: string;
	description: string;
	/** All the endpoints that the operation uses, the one that gives it its name first. */
	endpoints: Endpoint[];
	/** The form, without `displayOptions` for resource and operation: `describe()` adds them. */
	properties: INodeProperties[];
	/** The output field that identifies what a write made. Named in the report of what was already done. */
	idField?: string;
	/** Where a person looks to see whether a write took place whose answer was lost. */
	howToCheck?: string;
	execute(item: Item): Promise<INodeExecutionData[]>;
}

/** One entry of the Resource drop-down. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Record<string, Operation>;
}

/** An operation is a write as soon as one of its endpoints is. */
export function effectOf(operation: Operation): Effect {
	return operation.endpoints.some((endpoint) => endpoint.effect === 'write') ? 'write' : 'read';
}
