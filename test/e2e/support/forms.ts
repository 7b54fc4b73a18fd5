import {
	deepCopy,
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** The package's part of a node type's name in n8n. */
export const PACKAGE = 'n8n-nodes-esign-kyc.';

/** The version that n8n gives to a new node. */
export function versionOf({ version }: INodeTypeDescription): number {
	return Math.max(...[version].flat());
}

/** What is chosen in the two drop-downs on top of a node. Empty for a trigger. */
export interface Choice extends INodeParameters {
	resource?: string;
	operation?: string;
}

/** Every operation that a node offers, as the drop-downs have them. "Custom API Call" is n8n's own. */
export function choicesOf({ properties }: INodeTypeDescription): Choice[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	const choices = operations.flatMap(({ options = [], displayOptions }) => {
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		const values = options.map((option) => ('value' in option ? String(option.value) : ''));
		return values.map((operation) => ({ resource, operation }));
	});
	const own = choices.filter(({ operation }) => !operation.startsWith('__CUSTOM_API_CALL__'));
	return own.length > 0 ? own : [{}];
}

/** The values of a form in which a person has added everything that can be added, one row of each kind. */
export function unfolded(description: INodeTypeDescription, choice: Choice): INodeParameters {
	const parameters: INodeParameters = { ...choice };
	for (const property of shown(description, choice)) {
		if (isFoldable(property)) parameters[property.name] = everything(property);
	}
	return parameters;
}

const isFoldable = ({ type }: INodeProperties) => type === 'collection' || type === 'fixedCollection';

function everything(property: INodeProperties): NodeParameterValueType {
	if (property.type === 'collection') return rowOf(property.options as INodeProperties[]);
	if (property.type !== 'fixedCollection') return deepCopy(property.default);
	const groups = property.options as INodePropertyCollection[];
	const many = property.typeOptions?.multipleValues === true;
	return Object.fromEntries(
		groups.map(({ name, values }) => [name, many ? [rowOf(values)] : rowOf(values)]),
	) as INodeParameters;
}

function rowOf(properties: INodeProperties[]): INodeParameters {
	return Object.fromEntries(properties.map((property) => [property.name, everything(property)]));
}

/** The top fields that n8n shows for these values. */
export function shown(description: INodeTypeDescription, given: INodeParameters): INodeProperties[] {
	const node = { typeVersion: versionOf(description) } as INode;
	const values = NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description);
	const all = values ?? given;
	return description.properties.filter(
		(property) =>
			property.type !== 'hidden' && NodeHelpers.displayParameter(all, property, node, description),
	);
}

/** The fields inside the foldable ones that n8n shows for these values. */
export function shownInside(properties: INodeProperties[], values: INodeParameters): INodeProperties[] {
	return properties.filter(isFoldable).flatMap((property) => {
		const value = (values[property.name] ?? {}) as INodeParameters;
		if (property.type === 'collection') return inRow(property.options as INodeProperties[], value);
		const groups = property.options as INodePropertyCollection[];
		return groups.flatMap((group) =>
			([value[group.name] ?? []].flat() as INodeParameters[]).flatMap((row) => inRow(group.values, row)),
		);
	});
}

function inRow(properties: INodeProperties[], row: INodeParameters): INodeProperties[] {
	const visible = properties.filter(
		(property) =>
			property.name in row && NodeHelpers.displayParameter(row, property, { typeVersion: 1 } as INode, null),
	);
	return [...visible, ...shownInside(visible, row)];
}
