import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { FilledIn } from './filledIn';

/** One input item while an operation works on it: its fields as the person filled them in. */
export class Item extends FilledIn<IExecuteFunctions> {
	constructor(
		context: IExecuteFunctions,
		override readonly index: number,
		properties: INodeProperties[],
	) {
		super(context, properties);
	}

	protected read({ name, type }: INodeProperties): unknown {
		const extractValue = type === 'resourceLocator';
		return this.context.getNodeParameter(name, this.index, null, { extractValue });
	}
}
