import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { calendarDay, epochMillis } from './dates';
import { rowsOf } from './lists';
import { Misfit, shown, typed } from './values';
import { isRecord, parsedJson, textOf } from '../text';

type Context = Pick<IExecuteFunctions, 'getNode' | 'getTimezone'>;

/**
 * The fields of a node as the person filled them in. Whatever is wrong with one is a sentence that names it by its
 * label, before any request is sent.
 */
export abstract class FilledIn<C extends Context = Context> {
	/** Which of the input items they are filled in for. A trigger has none. */
	readonly index?: number;

	constructor(
		readonly context: C,
		private readonly properties: INodeProperties[],
	) {}

	/** What n8n has for the field. */
	protected abstract read(property: INodeProperties): unknown;

	/** The trimmed text of a field that must not be empty. Numbers count as text: ids often are numbers. */
	text(name: string): string {
		return this.filled(name, this.optionalText(name));
	}

	/** The trimmed text of a field, or undefined when it was left empty. */
	optionalText(name: string): string | undefined {
		return textOf(this.value(name)).trim() || undefined;
	}

	/** A password as it was entered, which must not be empty: it may begin or end with a space. */
	exactText(name: string): string {
		return this.filled(name, this.value(name) as string | undefined);
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
		return this.filled(name, this.value(name) as T | undefined);
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
		const parsed = unpacked(this.value(name));
		if (Array.isArray(parsed)) return parsed;
		throw this.invalid(name, 'is not a JSON list', jsonAdvice('["one", "two"]: square brackets,'));
	}

	/** Reads a JSON object out of a cell of a form that `label` names. */
	parsedObject(value: unknown, label: string): IDataObject {
		const parsed = unpacked(value);
		if (isRecord(parsed)) return parsed;
		const advice = jsonAdvice('{"name": "value"}: curly brackets, names and');
		throw this.invalidInput(`"${label}" is not a JSON object`, advice);
	}

	/** Reads a cell that the node's own form does not define, such as one of a resource mapper. `label` names it. */
	cell(type: INodeProperties['type'], value: unknown, label: string): unknown {
		return this.typed({ displayName: label, name: label, type, default: '' }, value);
	}

	/** An instant as the ISO-8601 text in UTC that the providers ask for, from any date that n8n or a person writes. */
	instant(value: unknown, label: string): string {
		const millis = epochMillis(value, this.context.getTimezone());
		if (millis !== undefined) return new Date(millis).toISOString();
		const example = '{{ $now.plus(3, "days") }} or 2026-12-31T18:00:00';
		throw this.invalidInput(`"${label}" is not a date: ${shown(value)}`, dateAdvice(example));
	}

	/** A day as `YYYY-MM-DD`, from any date that n8n or a person writes, in the workflow's time zone. */
	day(value: unknown, label: string): string {
		const day = calendarDay(value, this.context.getTimezone());
		if (day !== undefined) return day;
		const example = '{{ $today.minus(30, "days") }} or 2026-12-31';
		throw this.invalidInput(`"${label}" is not a day of the calendar: ${shown(value)}`, dateAdvice(example));
	}

	/** The day in a date field that must not be empty. */
	requiredDay(name: string): string {
		return this.day(this.filled(name, this.value(name)), this.label(name));
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

	private filled<T>(name: string, value: T | undefined): T {
		if (value !== undefined) return value;
		throw this.invalid(name, 'is empty', 'Fill it in, or check that its expression gives a value.');
	}

	private value(name: string): unknown {
		const property = this.property(name);
		return this.typed(property, this.read(property));
	}

	private typed(property: INodeProperties, value: unknown): unknown {
		try {
			return typed(property, value);
		} catch (error) {
			throw error instanceof Misfit ? this.invalidInput(error.message, error.advice) : error;
		}
	}

	private property(name: string): INodeProperties {
		const property = this.properties.find((one) => one.name === name);
		return property ?? { displayName: name, name, type: 'string', default: '' };
	}
}

function unpacked(value: unknown): unknown {
	return typeof value === 'string' ? parsedJson(value) : value;
}

function jsonAdvice(example: string): string {
	return `It has to look like ${example} texts in double quotes, no comma after the last entry.`;
}

function dateAdvice(example: string): string {
	return `Choose a date, or use an expression that gives one with the year first, such as ${example}.`;
}
