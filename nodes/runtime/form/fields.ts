import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../operation';

interface Field {
	property: INodeProperties;
	shownFor: Place[];
}

/** An operation of a resource, by the names that n8n knows both by. */
interface Place {
	resource: Resource;
	operation: string;
}

/**
 * The fields of all operations, with `displayOptions` for resource and operation. A field that several operations have
 * in common is there once, shown for all of them: the editor fetches the forms of all operations, and n8n keeps them in
 * memory. The fields of each operation stay in its order.
 */
export function fieldsOf(resources: Resource[]): INodeProperties[] {
	const fields: Field[] = [];
	for (const resource of resources) {
		for (const [operation, { properties }] of Object.entries(resource.operations))
			add(properties, { resource, operation }, fields);
	}
	return fields.map(shown);
}

/** Adds one operation's fields to those that are there, each behind the one before it. */
function add(properties: INodeProperties[], place: Place, fields: Field[]): void {
	let from = 0;
	for (const property of properties) {
		const isCommon = (field: Field, at: number) =>
			at >= from && isSame(field.property, property) && fits(field, place);
		const common = fields.findIndex(isCommon);
		if (common >= 0) fields[common].shownFor.push(place);
		else fields.splice(from, 0, { property, shownFor: [place] });
		from = (common >= 0 ? common : from) + 1;
	}
}

function isSame(one: INodeProperties, other: INodeProperties): boolean {
	return one === other || (one.name === other.name && JSON.stringify(one) === JSON.stringify(other));
}

/** n8n shows a field for each of its resources with each of its operations. None may be among them that lacks it. */
function fits({ shownFor }: Field, place: Place): boolean {
	const wanted = [...shownFor, place];
	const resources = new Set(wanted.map(({ resource }) => resource));
	const operations = new Set(wanted.map(({ operation }) => operation));
	const all = [...resources].flatMap((resource) =>
		[...operations].filter((operation) => operation in resource.operations),
	);
	return all.length === wanted.length;
}

function shown({ property, shownFor }: Field): INodeProperties {
	const resource = [...new Set(shownFor.map((place) => place.resource.value))];
	const operation = [...new Set(shownFor.map((place) => place.operation))];
	const own = property.displayOptions;
	return { ...property, displayOptions: { ...own, show: { resource, operation, ...own?.show } } };
}
