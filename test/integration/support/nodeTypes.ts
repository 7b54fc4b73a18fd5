import { NodeHelpers, type INodeType, type INodeTypes, type IVersionedNodeType } from 'n8n-workflow';
import { core } from './n8nCore';

export const START_TYPE_NAME = 'engine.start';

const START_TYPE: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		description: 'Stands for whatever came before',
		group: [],
		version: 1,
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

/** Makes node types what they are after n8n has loaded their package. */
export function loadNodeTypes(given: Record<string, INodeType | IVersionedNodeType>): INodeTypes {
	const types: Record<string, INodeType | IVersionedNodeType> = { [START_TYPE_NAME]: START_TYPE, ...given };
	const getByName = (name: string) => {
		if (!types[name]) throw new Error(`The test engine was given no node type "${name}".`);
		return types[name];
	};
	const getByNameAndVersion = (name: string, version?: number) => {
		const type = NodeHelpers.getVersionedNodeType(getByName(name), version);
		return isDeclarative(type) ? withRouting(type) : type;
	};
	for (const type of Object.values(given))
		core.DirectoryLoader.applyDeclarativeNodeOptionParameters(type as INodeType);
	return { getByName, getByNameAndVersion, getKnownTypes: () => ({}) };
}

const isDeclarative = ({ execute, poll, trigger, webhook, description }: INodeType) =>
	!execute && !poll && !trigger && !webhook && description.inputs.length > 0;

function withRouting(type: INodeType): INodeType {
	type.execute = async function () {
		return (
			(await new core.RoutingNode(this as InstanceType<typeof core.ExecuteContext>, type).runNode()) ?? []
		);
	};
	return type;
}
