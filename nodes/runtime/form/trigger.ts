import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isRecord } from '../text';
import { FilledIn } from './filledIn';
import { isEmpty } from './values';

/** The fields of a trigger. What is left empty means the field's default, within a collection as well. */
export class TriggerFields extends FilledIn {
	constructor(
		readonly context: IHookFunctions | IPollFunctions | IWebhookFunctions | IExecuteFunctions,
		properties: INodeProperties[],
	) {
		super(properties);
	}

	protected read(property: INodeProperties): unknown {
		const { context } = this;
		const value =
			'getInputData' in context
				? context.getNodeParameter(property.name, 0, null)
				: context.getNodeParameter(property.name, null);
		return orDefault(property, value);
	}
}

/** What the fields say, or what is wrong with one of them. An expression that n8n cannot evaluate is an error as well. */
export function orWrong<T>(read: () => T): T | Error {
	try {
		return read();
	} catch (error) {
		return error as Error;
	}
}

function orDefault(property: INodeProperties, value: unknown): unknown {
	const filledIn = isEmpty(value) ? property.default : value;
	if (property.type !== 'collection' || !isRecord(filledIn)) return filledIn;
	const options = property.options as INodeProperties[];
	return Object.fromEntries(options.map((option) => [option.name, orDefault(option, filledIn[option.name])]));
}
