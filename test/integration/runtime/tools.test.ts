import type { INodeParameters, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { DynamiCore } from '../../../nodes/DynamiCore/DynamiCore.node';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { Keynua } from '../../../nodes/Keynua/Keynua.node';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';
import { DynamiCoreApi } from '../../../credentials/DynamiCoreApi.credentials';
import { FirmafyApi } from '../../../credentials/FirmafyApi.credentials';
import { KeynuaApi } from '../../../credentials/KeynuaApi.credentials';
import { MensatekApi } from '../../../credentials/MensatekApi.credentials';
import { createEngine, type Engine } from '../support/engine';
import { startWorld, type World } from '../support/world';

/** The nodes as n8n runs them for an AI agent: under a type whose name ends in Tool, with values that a model gave. */

const nodes = {
	dynamiCore: new DynamiCore(),
	firmafy: new Firmafy(),
	keynua: new Keynua(),
	mensatek: new Mensatek(),
};
type NodeName = keyof typeof nodes;

let world: World;
let engine: Engine;
beforeAll(async () => {
	world = await startWorld();
	const types = Object.entries(nodes).map(([name, node]) => [typeOf(name), node] as [string, INodeType]);
	engine = await createEngine({
		nodes: Object.fromEntries(types),
		credentials: {
			dynamiCoreApi: new DynamiCoreApi(),
			firmafyApi: new FirmafyApi(),
			keynuaApi: new KeynuaApi(),
			mensatekApi: new MensatekApi(),
		},
	});
});
afterAll(async () => await world.close());

const typeOf = (name: string) => `n8n-nodes-esign-kyc.${name}Tool`;

async function call(name: NodeName, parameters: INodeParameters) {
	const credential = `${name}Api`;
	const credentials = { [credential]: world.credentials[credential] };
	return await engine.runNode(typeOf(name), { parameters, credentials });
}

/** Every operation that asks for something, with nothing in what it asks for, as a model may well leave it. */
function emptyCalls(name: NodeName): Array<[string, INodeParameters]> {
	const { properties } = nodes[name].description;
	const calls = properties
		.filter((property) => property.name === 'operation')
		.flatMap((choice) => {
			const resource = String(choice.displayOptions?.show?.resource?.[0]);
			return (choice.options as INodePropertyOptions[]).map(({ value }) => ({
				resource,
				operation: String(value),
			}));
		});
	return calls.flatMap(({ resource, operation }): Array<[string, INodeParameters]> => {
		const required = properties.filter(
			(property) => property.required && isOf(property, resource, operation) && mayBeEmpty(property),
		);
		const empty = Object.fromEntries(required.map((property) => [property.name, nothing(property)]));
		return required.length === 0
			? []
			: [[`${name}: ${resource}, ${operation}`, { ...empty, resource, operation }]];
	});
}

function isOf({ displayOptions }: INodeProperties, resource: string, operation: string): boolean {
	const { resource: ofResource = [], operation: ofOperation = [] } = displayOptions?.show ?? {};
	return ofResource.includes(resource) && ofOperation.includes(operation);
}

/** Drop-downs have a choice from the start, unless their list is loaded. */
function mayBeEmpty({ type, default: initial }: INodeProperties): boolean {
	return /^(string|dateTime|resourceLocator)$/.test(type) || (type === 'options' && initial === '');
}

function nothing({ type }: INodeProperties) {
	const value = "={{ '' }}";
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

const names = Object.keys(nodes) as NodeName[];

test.each(
	names.flatMap((name) => emptyCalls(name).map(([title, parameters]) => ({ name, title, parameters }))),
)(
	'$title, called with nothing: the message names the field and says what to do',
	async ({ name, parameters }) => {
		await world.control.delete('/requests');
		const { error } = await call(name, parameters);
		expect(error?.message).toMatch(/^"[^"]+" .* \[item 0\]\. [A-Z].*\.$/s);
		const { data: sent } = await world.control.get<Array<{ method: string; url: string }>>('/requests');
		expect(sent).toEqual([]);
	},
);

test('of a write whose answer was lost, the message says that it may have happened, and where to look', async () => {
	await world.control.post('/faults', { provider: 'keynua', kind: 'reset-after', method: 'PUT' });
	const { error } = await call('keynua', {
		resource: 'identityVerification',
		operation: 'create',
		title: 'T',
		documentNumber: '12345678',
		inviteBy: 'nobody',
	});
	expect(error?.message).toContain('may have carried this out');
	expect(error?.message).toContain('Verifications are listed by title');
});

test('as an ordinary node, the advice stays apart from the message', async () => {
	const { error } = await world.keynua({
		resource: 'contract',
		operation: 'get',
		contractId: { __rl: true, mode: 'id', value: "={{ '' }}" },
	});
	expect(error?.message).toMatch(/\[item 0\]$/);
	expect(error?.description).toBeTruthy();
});

/** Some 5,000 tokens: what n8n hands to the model is the output as JSON. */
const LARGEST = 20_000;
const many = 60;

describe('with more records than the limit, what a tool gives stays small', () => {
	let clientId: number;
	let accountId: number;
	beforeAll(async () => {
		const person = (index: number) => ({
			resource: 'client',
			operation: 'create',
			clientType: '17',
			firstname: 'Rafael Antonio',
			lastname: 'Lopez de la Cruz',
			rfc: `RALO1010${10 + index}GT4`,
			email: `rafael.lopez.${index}@example.com`,
		});
		for (let index = 0; index < many; index++) {
			const { items } = await call('dynamiCore', person(index));
			clientId = Number(items[0].json.id);
			const verification = {
				title: `Identification of Rafael Lopez ${index}`,
				documentType: 'pe-dni',
				documentNumber: '12345678',
			};
			await world.control.post('/keynua/verifications', verification);
		}
		const opened = await call('dynamiCore', {
			resource: 'account',
			operation: 'create',
			clientId,
			product: '6',
		});
		accountId = Number(opened.items[0].json.id);
		for (const kind of ['transactions', 'payments']) {
			await world.control.post(`/dynamicore/accounts/${accountId}/${kind}`, { count: many });
		}
		await call('dynamiCore', { resource: 'sat', operation: 'loadKeys', clientId, password: 'ciec' });
		await call('dynamiCore', {
			resource: 'sat',
			operation: 'sync',
			clientId,
			start: '2026-01-01',
			end: '2026-03-31',
		});
		await world.control.post(`/dynamicore/sat/${clientId}/arrive`);
	});

	const lists = (): Array<[NodeName, INodeParameters]> => [
		['dynamiCore', { resource: 'client', operation: 'getMany' }],
		['dynamiCore', { resource: 'account', operation: 'getTransactions', accountId }],
		['dynamiCore', { resource: 'account', operation: 'getPayments', accountId }],
		['dynamiCore', { resource: 'sat', operation: 'getData', clientId }],
		['keynua', { resource: 'identityVerification', operation: 'getMany', scope: 'organization' }],
	];

	test.each([0, 1, 2, 3, 4])('list %i', async (index) => {
		const [name, parameters] = lists()[index];
		const { items, error } = await call(name, parameters);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(50);
		expect(JSON.stringify(items.map(({ json }) => json)).length).toBeLessThan(LARGEST);
	});
});
