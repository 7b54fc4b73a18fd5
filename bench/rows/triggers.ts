import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import type { SavedWorkflow, CredentialReference } from '../../tools/n8n/workflow';
import { rounds, type Bench, type Row } from '../bench';
import { SECRET_HEADER, type jobs } from '../jobs/senders';
import { check, compared, type Line } from '../line';
import type { Engine, N8nSession } from '../n8n/session';
import { Worker } from '../process/worker';
import { median } from '../statistics';

const SENDERS = 10;
const SECRET = 'webhook-secret-of-the-benchmark';

export const defaultTriggers: Row = {
	name: 'triggers',
	title: 'Triggers in the real n8n, its default expression engine',
	run: async (bench) => await triggers(bench, 'default', { count: bench.quick ? 20 : 60, turns: 3 }),
};

export const lazyTriggers: Row = {
	name: 'triggers-lazy',
	title: 'Triggers in the real n8n, its default expression engine acquired on demand',
	run: async (bench) => await triggers(bench, 'lazy', { count: bench.quick ? 20 : 200, turns: 5 }),
};

export const legacyTriggers: Row = {
	name: 'triggers-legacy',
	title: 'Triggers in the real n8n, its legacy expression engine',
	run: async (bench) => await triggers(bench, 'legacy', { count: bench.quick ? 40 : 300, turns: 7 }),
};

interface Trigger {
	url: string;
	workflow: SavedWorkflow;
}

/** How many are done in a second, and how long the answer to one takes, round by round. */
interface Ran {
	perSecond: number[];
	wait: number[];
}

async function triggers(
	bench: Bench,
	engine: Engine,
	{ count, turns }: { count: number; turns: number },
): Promise<Line[]> {
	const session = await bench.n8n(engine);
	const senders = new Worker<typeof jobs>(join(__dirname, '..', 'jobs', 'senders.ts'));
	try {
		const data = { webhookSecret: SECRET };
		const credential = { name: 'Bench webhook', type: 'keynuaWebhookApi', data };
		const keynuaWebhookApi = await session.client.saveCredential(credential);
		const ours = await publish(session, 'Bench Keynua Trigger', keynuaNode(keynuaWebhookApi));
		const webhook = await publish(session, 'Bench Webhook', webhookNode);
		const checking = await publish(session, 'Bench checking Webhook', await checkingNode(session));
		const least = await publish(session, 'Bench least trigger', leastNode);
		const deliver = async (ran: Ran, trigger: Trigger, times: number, forged = false) => {
			const before = await done(session, trigger);
			const started = performance.now();
			const input = { url: trigger.url, count: times, senders: SENDERS, secret: SECRET, forged };
			const { ms, waits, statuses } = await senders.run('send', input);
			check(statuses[forged ? 401 : 200] === times, JSON.stringify(statuses));
			if (!forged) await untilDone(session, trigger, before + times);
			else check((await done(session, trigger)) === before, 'a forged delivery started the workflow');
			ran.perSecond.push((times / (forged ? ms : performance.now() - started)) * 1000);
			ran.wait.push(median(waits));
		};
		const nothing = (): Ran => ({ perSecond: [], wait: [] });
		const ran = {
			we: nothing(),
			forgeries: nothing(),
			they: nothing(),
			checked: nothing(),
			floor: nothing(),
		};
		for (const trigger of [ours, webhook, checking, least]) await deliver(nothing(), trigger, count);
		await rounds(bench.quick ? 1 : turns, [
			async () => await deliver(ran.we, ours, count),
			async () => await deliver(ran.they, webhook, count),
			async () => await deliver(ran.checked, checking, count),
			async () => await deliver(ran.floor, least, count),
			async () => await deliver(ran.forgeries, ours, count, true),
		]);
		return lines(count, ran);
	} finally {
		await senders.stop();
	}
}

type Side = 'we' | 'forgeries' | 'they' | 'checked' | 'floor';

function lines(count: number, { we, forgeries, they, checked, floor }: Record<Side, Ran>): Line[] {
	const what = `${count} signed deliveries from ${SENDERS} senders, done per second`;
	const against = 'n8n’s Webhook node';
	const throughput = compared({ what, ours: we.perSecond, others: they.perSecond, against, unit: '/s' });
	const reached = Number(throughput.ratio.split('x')[0]);
	return [
		{ ...throughput, goal: 'at least 0.85x', met: reached >= 0.85 },
		compared({
			what: '— against a node that checks a secret, too',
			ours: we.perSecond,
			others: checked.perSecond,
			against: `${against}, Header Auth`,
			unit: '/s',
		}),
		compared({
			what: '— against the least trigger that a community package can have',
			ours: we.perSecond,
			others: floor.perSecond,
			against: 'a trigger that checks nothing',
			unit: '/s',
		}),
		compared({
			what: 'A forged delivery: time to its 401',
			ours: forgeries.wait,
			others: they.wait,
			against: `${against}’s 200`,
			unit: 'ms',
			atMost: 1,
		}),
		compared({
			what: 'A signed delivery: time to its 200',
			ours: we.wait,
			others: they.wait,
			against,
			unit: 'ms',
		}),
	];
}

type TriggerInput = Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

const keynuaNode = (keynuaWebhookApi: CredentialReference): TriggerInput => ({
	type: 'n8n-nodes-esign-kyc.keynuaTrigger',
	typeVersion: 2,
	parameters: { events: [], itemStates: [] },
	credentials: { keynuaWebhookApi },
});

const webhookNode: TriggerInput = {
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', path: 'bench-webhook', responseMode: 'onReceived', options: {} },
};

/** The Webhook node with a credential: n8n reads it with each delivery, and checks with each execution who may use it. */
async function checkingNode({ client }: N8nSession): Promise<TriggerInput> {
	const data = { name: SECRET_HEADER, value: SECRET };
	const httpHeaderAuth = await client.saveCredential({ name: 'Bench header', type: 'httpHeaderAuth', data });
	const parameters = {
		...webhookNode.parameters,
		path: 'bench-checking-webhook',
		authentication: 'headerAuth',
	};
	return { ...webhookNode, parameters, credentials: { httpHeaderAuth } };
}

const leastNode: TriggerInput = {
	type: 'n8n-nodes-esign-kyc-bench.benchTrigger',
	typeVersion: 2,
	parameters: {},
};

async function publish(
	{ client, server }: N8nSession,
	name: string,
	trigger: TriggerInput,
): Promise<Trigger> {
	const webhookId = name.toLowerCase().replace(/ /g, '-');
	const node: INode = { id: 'trigger', name: 'Trigger', position: [0, 0], webhookId, ...trigger };
	const after: INode = {
		id: 'after',
		name: 'After',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	const connections = { Trigger: { main: [[{ node: 'After', type: 'main' as const, index: 0 }]] } };
	const workflow = await client.saveWorkflow({ name, nodes: [node, after], connections });
	await client.publish(workflow);
	const path = node.parameters.path ?? `${webhookId}/webhook`;
	return { workflow, url: `${server.url}/webhook/${String(path)}` };
}

/** Executions of the workflow that went well so far. */
async function done({ rest }: N8nSession, { workflow }: Trigger): Promise<number> {
	const filter = JSON.stringify({ workflowId: workflow.id, status: ['success'] });
	const page = await rest.request<{ count: number }>('GET', '/rest/executions', undefined, {
		filter,
		limit: 1,
	});
	return page.count;
}

async function untilDone(session: N8nSession, trigger: Trigger, wanted: number): Promise<void> {
	const deadline = Date.now() + 120_000;
	while ((await done(session, trigger)) < wanted) {
		check(Date.now() < deadline, 'not every delivery started an execution that went well');
		await sleep(100);
	}
	check((await done(session, trigger)) === wanted, 'a delivery started the workflow more than once');
}
