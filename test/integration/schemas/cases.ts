import type { INodeParameters } from 'n8n-workflow';

/** One operation and what the provider's document says that it answers. */
export interface DocumentedCase {
	/** `resource.operation`, as the node's drop-downs have them. */
	operation: string;
	/** What else the form needs. */
	parameters?: INodeParameters;
	/** One per request, in the order in which the operation makes them. */
	answers: (url: string) => unknown[];
	/** The item has a file in the field `data`. */
	withFile?: true;
}

export const PDF = '%PDF-1.4 a file';
