import type { INode } from 'n8n-workflow';
import type { CredentialReference, WorkflowJson } from '../../../tools/n8n/workflow';

type NodeInput = Pick<INode, 'name' | 'type' | 'parameters'> & Partial<INode>;

/** A workflow whose nodes follow one another, started by hand with "Start". */
export function chain(name: string, ...nodes: NodeInput[]): WorkflowJson {
	const start: NodeInput = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const all = [start, ...nodes].map(placed);
	const links = all.slice(1).map((node, index) => [all[index].name, next(node.name)]);
	return { name, nodes: all, connections: Object.fromEntries(links) };
}

export function placed(node: NodeInput, index: number): INode {
	return { id: `node-${index}`, typeVersion: 1, position: [index * 220, 0], ...node };
}

export const next = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });

/** A Code node that gives one item per object. */
export function itemsNode(jsons: object[]): NodeInput {
	const jsCode = `return ${JSON.stringify(jsons.map((json) => ({ json })))};`;
	return { name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}

export function keynuaNode(
	parameters: INode['parameters'],
	credential: CredentialReference,
	extra: Partial<INode> = {},
): NodeInput {
	const credentials = { keynuaApi: credential };
	return { name: 'Keynua', type: 'n8n-nodes-esign-kyc.keynua', parameters, credentials, ...extra };
}
