import { Workflow, type INode, type INodeExecutionData, type INodeTypes, type NodeHint } from 'n8n-workflow';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';

const type = new Mensatek();
const nodeTypes = {
	getByName: () => type,
	getByNameAndVersion: () => type,
	getKnownTypes: () => ({}),
} as INodeTypes;

/** What n8n's editor shows beside a node that these items come in to: it evaluates the condition as this does. */
function hints(parameters: INode['parameters'], items: number): string[] {
	const node: INode = {
		id: '1',
		name: 'Mensatek',
		type: 'mensatek',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input: INodeExecutionData[] = Array.from({ length: items }, () => ({ json: {} }));
	const isShown = ({ displayCondition }: NodeHint) =>
		workflow.expression.getParameterValue(displayCondition!, null, 0, 0, node.name, input, 'manual', {});
	return (type.description.hints ?? []).filter(isShown).map(({ message }) => message);
}

const send = { resource: 'identityVerification', operation: 'send' };
const read = { resource: 'account', operation: 'getCredits' };

test('several items in front of an operation that sends: each is sent by itself', () => {
	expect(hints(send, 2)).toEqual([expect.stringMatching(/once for each of them.*Execute Once/)]);
});

test('one item, or an operation that only reads: nothing to say', () => {
	expect(hints(send, 1)).toEqual([]);
	expect(hints(read, 2)).toEqual([]);
});
