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

type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions | IExecuteFunctions;

/** The fields of a trigger. What is left empty means the field's default, within a collection as well. */
export class TriggerFields extends FilledIn<TriggerContext> {
	protected read(property: INodeProperties): unknown {
		const { context } = this;
		const isExecute = 'getInputData' in context;
		const { name } = property;
		const value = isExecute ? context.getNodeParameter(name, 0, null) : context.getNodeParameter(name, null);
		return orDefault(property, value);
	}
}

function orDefault(property: INodeProperties, value: unknown): unknown {
	const filledIn = isEmpty(value) ? property.default : value;
	if (property.type !== 'collection' || !isRecord(filledIn)) return filledIn;
	const options = property.options as INodeProperties[];
	return Object.fromEntries(options.map((option) => [option.name, orDefault(option, filledIn[option.name])]));
}

/** What the fields say, or what is wrong with one of them. An expression that n8n cannot evaluate is an error as well. */
export function orWrong<T>(read: () => T): T | Error {
	try {
		return read();
	} catch (error) {
		return error as Error;
	}
}
