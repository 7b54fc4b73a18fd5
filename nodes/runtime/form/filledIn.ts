import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { calendarDay, epochMillis } from './dates';
import { rowsOf } from './lists';
import { shown, typed } from './values';
import { isRecord, parsedJson } from '../text';

/**
 * The fields of a node as the person filled them in.
 * Whatever is wrong with a field is a sentence that names the field by its label, before any request is sent.
 */
export abstract class FilledIn {
	abstract readonly context: Pick<IExecuteFunctions, 'getNode' | 'getTimezone'>;

	/** Which of the input items they are filled in for. A trigger has none. */
	readonly index?: number;

	constructor(private readonly properties: INodeProperties[]) {}

	/** What n8n has for the field. */
	protected abstract read(property: INodeProperties): unknown;

	/** The text of a field that must not be empty. Numbers from expressions count as text: ids often are numbers. */
	text(name: string): string {
		const text = this.optionalText(name);
		if (text === undefined) throw this.empty(name);
		return text;
	}

	/** A password as it was entered, which must not be empty: it may begin or end with a space. */
	exactText(name: string): string {
		const text = this.value(name, 'string') as string | undefined;
		if (text === undefined) throw this.empty(name);
		return text;
	}

	/** The trimmed text of a field, or undefined when it was left empty. */
	optionalText(name: string): string | undefined {
		return (this.value(name, 'string') as string | undefined)?.trim() || undefined;
	}

	boolean(name: string): boolean {
		return this.value(name) === true;
	}

	/** A whole number that is at least `minimum`. */
	integer(name: string, minimum: number): number {
		const value = this.value(name);
		if (Number.isInteger(value) && Number(value) >= minimum) return Number(value);
		throw this.invalid(name, `must be a whole number of at least ${minimum}`, 'Change the number.');
	}

	/** The choice made in a drop-down, which must not be empty. */
	option<T extends string>(name: string): T {
		const choice = this.value(name) as T | undefined;
		if (choice === undefined) throw this.empty(name);
		return choice;
	}

	/** The choices made in a list. */
	options<T extends string | number>(name: string): T[] {
		return (this.value(name) ?? []) as T[];
	}

	/** The fields that were added to a collection such as "Additional Fields". Those left empty are dropped. */
	collection(name: string): IDataObject {
		return (this.value(name) ?? {}) as IDataObject;
	}

	/** The rows of a repeatable form (a fixed collection with one kind of row). Empty cells are dropped. */
	rows(name: string): IDataObject[] {
		return rowsOf(this.value(name));
	}

	/** A JSON field. It may hold text or, through an expression, the object itself. */
	json(name: string): IDataObject {
		return this.parsedObject(this.value(name), this.label(name));
	}

	/** A JSON field that holds a list, as text or, through an expression, the list itself. */
	list(name: string): unknown[] {
		const value = this.value(name);
		const parsed = typeof value === 'string' ? parsedJson(value) : value;
		if (Array.isArray(parsed)) return parsed;
		throw this.invalid(
			name,
			'is not a JSON list',
			'It has to look like ["one", "two"]: square brackets, texts in double quotes, no comma after the last entry.',
		);
	}

	/** Reads a JSON object out of a cell of a form that `label` names. */
	parsedObject(value: unknown, label: string): IDataObject {
		const parsed = typeof value === 'string' ? parsedJson(value) : value;
		if (isRecord(parsed)) return parsed;
		throw this.invalidInput(
			`"${label}" is not a JSON object`,
			'It has to look like {"name": "value"}: curly brackets, names and texts in double quotes, no comma after the last entry.',
		);
	}

	/** Reads a cell that the node's own form does not define, such as one of a resource mapper. `label` names it. */
	cell(type: INodeProperties['type'], value: unknown, label: string): unknown {
		return this.typed({ displayName: label, name: label, type, default: '' }, value);
	}

	/** An instant as the ISO-8601 text in UTC that the providers ask for, from any date that n8n or a person writes. */
	instant(value: unknown, label: string): string {
		const millis = epochMillis(value, this.context.getTimezone());
		if (millis !== undefined) return new Date(millis).toISOString();
		throw this.invalidInput(
			`"${label}" is not a date: ${shown(value)}`,
			'Choose a date, or use an expression that gives one with the year first, such as {{ $now.plus(3, "days") }} or 2026-12-31T18:00:00.',
		);
	}

	/** A day as `YYYY-MM-DD`, from any date that n8n or a person writes, in the workflow's time zone. */
	day(value: unknown, label: string): string {
		const day = calendarDay(value, this.context.getTimezone());
		if (day !== undefined) return day;
		throw this.invalidInput(
			`"${label}" is not a day of the calendar: ${shown(value)}`,
			'Choose a date, or use an expression that gives one with the year first, such as {{ $today.minus(30, "days") }} or 2026-12-31.',
		);
	}

	/** The day in a date field that must not be empty. */
	requiredDay(name: string): string {
		const value = this.value(name);
		if (value !== undefined) return this.day(value, this.label(name));
		throw this.invalid(name, 'is empty', 'Choose a date, or check that its expression gives one.');
	}

	/** What the person sees when the field `name` cannot be used. `what` completes the sentence: «"Title" is empty». */
	invalid(name: string, what: string, advice: string): NodeOperationError {
		return this.invalidInput(`"${this.label(name)}" ${what}`, advice);
	}

	invalidInput(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), message, { itemIndex: this.index, description });
	}

	label(name: string): string {
		return this.property(name).displayName;
	}

	private empty(name: string): NodeOperationError {
		return this.invalid(name, 'is empty', 'Fill it in, or check that its expression gives a value.');
	}

	/** What the field holds, typed as its definition says, or as `type` does. */
	private value(name: string, type?: INodeProperties['type']): unknown {
		const property = this.property(name);
		return this.typed({ ...property, type: type ?? property.type }, this.read(property));
	}

	private typed(property: INodeProperties, value: unknown): unknown {
		return typed(property, value, property.displayName, (label, what, advice) =>
			this.invalidInput(`"${label}" ${what}`, advice),
		);
	}

	private property(name: string): INodeProperties {
		const property = this.properties.find((one) => one.name === name);
		return property ?? { displayName: name, name, type: 'string', default: '' };
	}
}
