import { setTimeout as sleep } from 'node:timers/promises';
import type { INode, INodeParameters } from 'n8n-workflow';
import { outputOf, type CredentialReference, type SavedWorkflow } from '../../tools/n8n/workflow';
import { rounds, type Row } from '../bench';
import { digestOfAll } from '../digest';
import { API_KEY } from '../jobs/answers';
import { check, compared, type Line } from '../line';
import { processCpuMs } from '../n8n/processCpu';
import type { N8nSession } from '../n8n/session';
import { builtNode, idValue } from '../product';
import { startServer } from '../side';

const PARALLEL = 10;

/** One run of a workflow in n8n: what it cost n8n's process, and what the server saw. */
interface Ran {
	ms: number;
	cpuMs: number;
	mostAtOnce: number;
	requests: number;
	sent: number;
	gave: number;
}

/** Our node against n8n's HTTP Request node with the same credential, in the same n8n, one after the other. */
export const realReads: Row = {
	name: 'n8n-reads',
	title: 'Reads in the real n8n',
	async run({ quick, n8n }) {
		const session = await n8n('default');
		const server = startServer();
		try {
			const serverUrl = await server.run('start');
			const count = quick ? 100 : 1000;
			const data = { environment: 'custom', baseUrl: serverUrl, apiKey: API_KEY, apiToken: 'token' };
			const keynuaApi = await session.client.saveCredential({ name: 'Bench', type: 'keynuaApi', data });
			const ours = await session.client.saveWorkflow(workflow('Bench ours', count, ourNode(), keynuaApi));
			const request = requestNode(serverUrl);
			const theirs = await session.client.saveWorkflow(workflow('Bench theirs', count, request, keynuaApi));
			const run = async (workflow: SavedWorkflow, latency: number): Promise<Ran> => {
				await server.run('reset', latency);
				const cost = await runIn(session, workflow, count);
				const { mostAtOnce, requests, digest, refused } = await server.run('counts');
				check(requests === count && refused === 0, `${requests} requests, ${refused} refused`);
				return { ...cost, mostAtOnce, requests, sent: digest };
			};
			const lines: Line[] = [];
			await run(ours, 0);
			await run(theirs, 0);
			for (const latency of [0, 20]) {
				const we: Ran[] = [];
				const they: Ran[] = [];
				await rounds(quick ? 1 : 3, [
					async () => void we.push(await run(ours, latency)),
					async () => void they.push(await run(theirs, latency)),
				]);
				we.forEach((one, round) => {
					check(one.sent === they[round].sent, 'the requests differ');
					check(one.gave === they[round].gave, 'the items that came out differ');
				});
				lines.push(...shownLines(`${count} reads, server answers after ${latency} ms`, count, we, they));
			}
			return lines;
		} finally {
			await server.stop();
		}
	},
};

function shownLines(what: string, count: number, we: Ran[], they: Ran[]): Line[] {
	const against = 'HTTP Request node';
	const most = (runs: Ran[]) => Math.max(...runs.map(({ mostAtOnce }) => mostAtOnce));
	return [
		compared({
			what: `${what}: CPU of n8n per item`,
			ours: we.map(({ cpuMs }) => cpuMs / count),
			others: they.map(({ cpuMs }) => cpuMs / count),
			against,
			unit: 'ms',
			atMost: 1,
		}),
		compared({
			what: '— time',
			ours: we.map(({ ms }) => ms),
			others: they.map(({ ms }) => ms),
			against,
			unit: 'ms',
		}),
		{
			what: '— most requests in flight',
			ours: String(most(we)),
			against: `${against}: ${most(they)}`,
			ratio: '',
			goal: `at most ${PARALLEL}`,
			met: most(we) <= PARALLEL,
		},
	];
}

type NodeInput = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

function ourNode(): NodeInput {
	const parameters: INodeParameters = {
		resource: 'identityVerification',
		operation: 'get',
		verificationId: idValue(builtNode('Keynua').description, 'verificationId', '={{ $json.id }}'),
		simplify: false,
		options: {},
	};
	return { type: 'n8n-nodes-esign-kyc.keynua', typeVersion: 1, parameters };
}

function requestNode(serverUrl: string): NodeInput {
	const parameters: INodeParameters = {
		url: `=${serverUrl}/identity-verification/v1/{{ $json.id }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'keynuaApi',
		options: {},
	};
	return { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters };
}

const MEASURED = 'Measured';

function workflow(name: string, count: number, node: NodeInput, keynuaApi: CredentialReference) {
	const at = (index: number) => ({ id: `node-${index}`, position: [index * 220, 0] as [number, number] });
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const nodes: INode[] = [
		{ ...at(0), name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			...at(1),
			name: 'Items',
			type: 'n8n-nodes-esign-kyc-bench.benchItems',
			typeVersion: 1,
			parameters: { count },
		},
		{ ...at(2), name: MEASURED, ...node, credentials: { keynuaApi } },
	];
	return { name, nodes, connections: { Start: to('Items'), Items: to(MEASURED) } };
}

async function runIn({ client, server }: N8nSession, { id }: SavedWorkflow, count: number) {
	const cpu = processCpuMs(server.pid);
	const started = await client.run(id, 'Start');
	check('executionId' in started, 'the workflow was not started');
	// The list is asked for, not the execution: giving out its data would cost n8n more than the run.
	let [latest] = await client.executions(id, 1);
	while (!latest?.stoppedAt || latest.id !== started.executionId) {
		await sleep(200);
		[latest] = await client.executions(id, 1);
	}
	const cpuMs = processCpuMs(server.pid) - cpu;
	const execution = await client.execution(started.executionId);
	const { executionTime } = execution.data.resultData.runData[MEASURED][0];
	const items = outputOf(execution, MEASURED);
	check(
		execution.status === 'success' && items.length === count,
		`${items.length} items, ${execution.status}`,
	);
	return { ms: executionTime, cpuMs, gave: digestOfAll(items.map(({ json }) => json)) };
}
