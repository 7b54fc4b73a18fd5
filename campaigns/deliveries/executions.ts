import axios from 'axios';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { N8nClient } from '../../tools/n8n/client';
import { N8nRest } from '../../tools/n8n/rest';
import { waitFor } from '../../tools/n8n/waitFor';
import type { SavedWorkflow } from '../../tools/n8n/workflow';
import type { Sender } from './delivery';
import type { Started } from './match';

/** The key of an execution that does not tell what it was started by. */
export const NO_ITEM = 'no item at all';

const PER_PAGE = 100;
const ALL_ENDED_WITHIN_MS = 300_000;

/** Waits until no execution is under way, and reads which delivery each one came from, whatever became of it. */
export async function startedExecutions(
	n8n: N8nClient,
	workflows: SavedWorkflow[],
	senders: Sender[],
): Promise<Started[]> {
	const rest = new N8nRest(n8n.url, n8n.session);
	for (const { id } of workflows) await untilNoneIsUnderWay(rest, id);
	const key = await apiKey(rest);
	const started: Started[] = [];
	for (const { id, name } of workflows) {
		for await (const execution of executionsOf(n8n.url, key, id)) {
			started.push(...startsOf(execution, name, senders));
		}
	}
	return started;
}

/** What these executions were started by, as they are on record now, under way or not. */
export async function startsOnRecord(
	n8n: N8nClient,
	executionIds: string[],
	workflows: SavedWorkflow[],
	senders: Sender[],
): Promise<Started[]> {
	const headers = { 'X-N8N-API-KEY': await apiKey(new N8nRest(n8n.url, n8n.session)) };
	const started: Started[] = [];
	for (const id of executionIds) {
		const url = `${n8n.url}/api/v1/executions/${id}`;
		const { data } = await axios.get<FoundExecution>(url, { headers, params: { includeData: true } });
		const workflow = workflows.find((candidate) => candidate.id === data.workflowId);
		if (workflow) started.push(...startsOf(data, workflow.name, senders));
	}
	return started;
}

function startsOf(execution: FoundExecution, workflowName: string, senders: Sender[]): Started[] {
	const { id, status } = execution;
	const sender = senders.find((candidate) => workflowName.includes(`: ${candidate.name}`)) as Sender;
	const items = itemsOf(execution);
	const keys = items.length > 0 ? items.map(({ json }) => sender.keyOf(json)) : [NO_ITEM];
	return keys.map((key) => ({ executionId: String(id), key, status }));
}

async function untilNoneIsUnderWay(rest: N8nRest, workflowId: string): Promise<void> {
	const filter = JSON.stringify({ workflowId, status: ['new', 'running', 'waiting'] });
	await waitFor('all executions to end', ALL_ENDED_WITHIN_MS, async () => {
		const query = { filter, limit: 1 };
		const page = await rest.request<{ results: unknown[] }>('GET', '/rest/executions', undefined, query);
		return page.results.length === 0 || undefined;
	});
}

/** n8n's public API gives many executions with their data at once; its REST API gives one. */
async function apiKey(rest: N8nRest): Promise<string> {
	const label = `Deliveries ${Date.now()}`;
	const body = { label, expiresAt: null, scopes: ['execution:list', 'execution:read'] };
	return (await rest.request<{ rawApiKey: string }>('POST', '/rest/api-keys', body)).rawApiKey;
}

interface FoundExecution {
	id: number | string;
	workflowId: string;
	status: string;
	data?: {
		resultData?: { runData?: Record<string, Array<{ data?: { main?: INodeExecutionData[][] } }>> };
		executionData?: {
			nodeExecutionStack?: Array<{ node: { name: string }; data?: { main?: INodeExecutionData[][] } }>;
		};
	};
}

async function* executionsOf(url: string, key: string, workflowId: string): AsyncGenerator<FoundExecution> {
	let cursor: string | undefined;
	do {
		const { data } = await axios.get<{ data: FoundExecution[]; nextCursor: string | null }>(
			`${url}/api/v1/executions`,
			{
				headers: { 'X-N8N-API-KEY': key },
				params: { workflowId, includeData: true, limit: PER_PAGE, cursor },
			},
		);
		yield* data.data;
		cursor = data.nextCursor ?? undefined;
	} while (cursor);
}

/**
 * What the trigger gave; of an execution that was cut off, what it was started with: of steps that were done by then, n8n
 * knows that they were, and not what they gave.
 */
function itemsOf({ data }: FoundExecution): Array<{ json: IDataObject }> {
	const waiting = data?.executionData?.nodeExecutionStack?.find(({ node }) => node.name === 'Trigger');
	const ran = data?.resultData?.runData?.Trigger?.[0];
	return waiting?.data?.main?.[0] ?? ran?.data?.main?.[0] ?? [];
}

/**
 * Runs executions that were cut off again, as a person does with "Retry".
 * @returns those that did not end well then, either
 */
export async function retriedInVain(n8n: N8nClient, executions: Started[]): Promise<Started[]> {
	const rest = new N8nRest(n8n.url, n8n.session);
	const inVain: Started[] = [];
	for (const execution of executions) {
		const path = `/rest/executions/${execution.executionId}/retry`;
		const again = await rest.request<{ status: string }>('POST', path, { loadWorkflow: false });
		if (again.status !== 'success') inVain.push({ ...execution, status: again.status });
	}
	return inVain;
}
