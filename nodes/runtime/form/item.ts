import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { FilledIn } from './filledIn';
import { readParameter } from './parameters';

/** One input item while an operation works on it: its fields as the person filled them in. */
export class Item extends FilledIn {
	constructor(
		readonly context: IExecuteFunctions,
		override readonly index: number,
		properties: INodeProperties[],
	) {
		super(properties);
	}

	protected read(property: INodeProperties): unknown {
		return readParameter(this.context, property, this.index);
	}
}
