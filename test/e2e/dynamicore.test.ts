import type { INode, INodeParameters } from 'n8n-workflow';
import { owner } from '../../demo/setUp';
import { waitFor } from '../../tools/n8n/waitFor';
import { outputOf, type Execution, type SavedWorkflow } from '../../tools/n8n/workflow';
import { openBrowser } from './support/browser';
import * as editor from './support/editor';
import { realN8n, type RealN8n } from './support/realN8n';
import { chain, placed } from './support/workflows';

/** n8n asks once a minute at most, and again when it starts. */
const NEXT_POLL_MS = 100_000;
jest.setTimeout(8 * 60_000);

let n8n: RealN8n;
let clientId: number;
let accountId: number;
beforeAll(async () => {
	n8n = await realN8n();
	({ clientId, accountId } = await openAccount());
});

function node(name: string, parameters: INodeParameters): Pick<INode, 'name' | 'type' | 'parameters'> {
	const { dynamiCoreApi } = n8n.credentials;
	const credentials = { credentials: { dynamiCoreApi } };
	return { name, type: 'n8n-nodes-esign-kyc.dynamiCore', parameters, ...credentials };
}

/** A client of the preset type and an account of the preset product, made by the node itself. */
async function openAccount(): Promise<{ clientId: number; accountId: number }> {
	const rfc = `EEEE${String(Date.now()).slice(-6)}XY1`;
	const client = { firstname: 'José', lastname: 'Peña', rfc, email: 'jose@example.com' };
	const workflow = await n8n.client.saveWorkflow(
		chain(
			'DynamiCore: open an account',
			node('Client', { resource: 'client', operation: 'create', clientType: '17', ...client }),
			node('Account', {
				resource: 'account',
				operation: 'create',
				clientId: '={{ $json.id }}',
				product: '6',
				currency: { __rl: true, mode: 'code', value: 'mxn' },
			}),
			node('Balance', { resource: 'account', operation: 'get', clientId: '={{ $json.client_id }}' }),
		),
	);
	const execution = await n8n.client.runToEnd(workflow.id, 'Start');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	const [{ json }] = outputOf(execution, 'Balance');
	expect(json).toMatchObject({ currency: '484', enabled: '1', product: '6' });
	return { clientId: Number(json.client_id), accountId: Number(json.id) };
}

describe('the trigger', () => {
	let workflow: SavedWorkflow;
	const told: unknown[][] = [];

	beforeAll(async () => {
		const { dynamiCoreApi } = n8n.credentials;
		const trigger = placed(
			{
				name: 'DynamiCore Trigger',
				type: 'n8n-nodes-esign-kyc.dynamiCoreTrigger',
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					event: 'accountTransaction',
					accountsOf: 'clients',
					clientIds: String(clientId),
				},
				credentials: { dynamiCoreApi },
			},
			0,
		);
		workflow = await n8n.client.saveWorkflow({
			name: 'DynamiCore: new transactions',
			nodes: [trigger],
			connections: {},
		});
	});
	afterAll(async () => await n8n.client.unpublish(workflow));

	async function book(...entries: object[]): Promise<void> {
		for (const entry of entries) {
			const { status } = await n8n.control.post(`/dynamicore/accounts/${accountId}/transactions`, entry);
			expect(status).toBe(201);
		}
	}
	const finished = async () =>
		(await n8n.client.executions(workflow.id))
			.filter(({ mode, stoppedAt }) => mode !== 'manual' && stoppedAt)
			.reverse();
	const idsOf = (execution: Execution) =>
		outputOf(execution, 'DynamiCore Trigger').map(({ json }) => json.id);

	/** Waits for the next execution, and keeps what it started with. */
	async function nextStart(): Promise<unknown[]> {
		const id = await waitFor('the trigger to start the workflow', NEXT_POLL_MS, async () => {
			return (await finished())[told.length]?.id;
		});
		const ids = idsOf(await n8n.client.execution(id));
		told.push(ids);
		return ids;
	}

	test('the manual test gives a sample, before and after publishing', async () => {
		await book({ id: 500 });
		const execution = await n8n.client.runToEnd(workflow.id, 'DynamiCore Trigger');
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(outputOf(execution, 'DynamiCore Trigger').map(({ json }) => json)).toMatchObject([
			{ event: 'accountTransaction', clientId: String(clientId), accountId: String(accountId), id: 500 },
		]);
	});

	test('over several polls with a restart between, each transaction starts it once, in whatever order', async () => {
		await n8n.client.publish(workflow);
		await book({ id: 503 }, { id: 501 });
		expect(await nextStart()).toEqual([503, 501]);

		await book({ id: 502 });
		await n8n.restart();
		n8n = await realN8n();
		expect(await nextStart()).toEqual([502]);

		await n8n.control.post('/faults', {
			provider: 'dynamicore',
			kind: 'error-in-200',
			times: 1,
			pathContains: '/transactions',
		});
		await book({ id: 499 });
		const failed = await waitFor('the poll that fails to be recorded', NEXT_POLL_MS, async () => {
			return (await finished()).find(({ status }) => status === 'error');
		});
		told.push([]);
		expect(failed.mode).toBe('trigger');
		expect(await nextStart()).toEqual([499]);

		await n8n.restart();
		n8n = await realN8n();
		await book({ id: 504 });
		expect(await nextStart()).toEqual([504]);
		expect(told).toEqual([[503, 501], [502], [], [499], [504]]);
		expect(await finished()).toHaveLength(told.length);
	});
});

test('the editor makes the form of a client from the catalog of its type', async () => {
	const { page, close } = await openBrowser();
	try {
		const create = { resource: 'client', operation: 'create' };
		const workflow = await n8n.client.saveWorkflow(
			chain('DynamiCore: the form of a client', node('Client', create)),
		);
		await editor.signIn(page, n8n.n8nUrl, owner);
		await editor.openWorkflow(page, n8n.n8nUrl, workflow.id);
		await editor.openNode(page, 'Client');
		expect(await editor.readList(page, 'clientType')).toContain('Persona Fisica (17)');
		await editor.chooseFromList(page, 'clientType', 'Persona Moral (18)');
		await page.getByText('Razón social').first().waitFor();
		const shown = await editor.shownParameters(page);
		expect(shown).toEqual(expect.arrayContaining(['phone', 'business_name', 'firstname', 'rfc']));
		expect(shown).not.toContain('acta_constitutiva');
	} finally {
		await close();
	}
});
