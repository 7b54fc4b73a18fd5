import type { Sandbox } from '../../sandbox/server';
import type { N8nClient } from '../../tools/n8n/client';
import { startedExecutions, startsOnRecord } from './executions';
import { matched, type Answers, type Started, type Verdict } from './match';
import { startPdfs } from './pdfs';
import { planned } from './plan';
import { seeded } from './random';
import { sendAll } from './sending';
import { publishReceivers } from './setUp';

/**
 * What is done to n8n while deliveries arrive: killing and restarting it, for example. Settles when it is back.
 * @param look tells what executions were started by, as they are on record at that moment
 */
export type Interruption = (look: (executionIds: string[]) => Promise<Started[]>) => Promise<void>;

export interface DeliveriesOptions {
	/** Signed in as the owner. */
	n8n: N8nClient;
	/** Where deliveries are sent, e.g. `http://127.0.0.1:5678`: of n8n itself, or of its webhook processor. */
	webhookBase: string;
	/** Firmafy's trigger registers its URL there. */
	sandbox: Pick<Sandbox, 'url' | 'keynua' | 'firmafy'>;
	/** How many deliveries, bad ones included; redeliveries come on top. */
	count: number;
	/** The same seed gives the same deliveries in the same order. On one n8n, use each seed once. */
	seed: number;
	/** Share of bad deliveries. Default 0.3. */
	bad?: number;
	/** Share of deliveries that come again. Default 0.1. */
	again?: number;
	/** How many are under way at once. Default 10. */
	senders?: number;
	/** Called in this order at even distances of the deliveries; sending goes on when they are over. */
	interruptions?: Interruption[];
	/** Gets a line now and then. */
	report?(line: string): void;
	/** Called when sending begins and when it is over, before the executions are read. */
	whileSending?: { begin(): void; end(): void };
}

export interface DeliveriesOutcome {
	answers: Answers;
	executions: Started[];
	verdict: Verdict;
	/** How long the sending took. */
	sendingMs: number;
}

/** Publishes the triggers, sends the deliveries, and holds them against the executions that n8n has on record. */
export async function runDeliveries(options: DeliveriesOptions): Promise<DeliveriesOutcome> {
	const { n8n, count, seed, bad = 0.3, again = 0.1, senders: atOnce = 10 } = options;
	const { report = () => {}, interruptions = [] } = options;
	const pdfs = await startPdfs();
	try {
		const { workflows, senders } = await publishReceivers({ ...options, pdfs, mark: `c${seed}` });
		const plan = planned(senders, { count, bad, again }, seeded(seed));
		report(`${plan.length} sendings from ${atOnce} senders …`);
		const began = Date.now();
		options.whileSending?.begin();
		const look = async (ids: string[]) => await startsOnRecord(n8n, ids, workflows, senders);
		const answers = await sendAll(plan, {
			senders: atOnce,
			interruptions: interruptions.map((interrupt) => async () => await interrupt(look)),
			onSent: progress(report, began),
		});
		options.whileSending?.end();
		const sendingMs = Date.now() - began;
		report('Reading the executions …');
		const executions = await startedExecutions(n8n, workflows, senders);
		for (const workflow of workflows) await n8n.unpublish(workflow);
		return { answers, executions, verdict: matched(answers, executions), sendingMs };
	} finally {
		pdfs.close();
	}
}

/** A line for each tenth that is done. */
function progress(report: (line: string) => void, began: number) {
	let told = 0;
	return (done: number, total: number) => {
		const tenth = Math.floor((10 * done) / total);
		if (tenth <= told || tenth === 10) return;
		told = tenth;
		report(`  ${tenth * 10} %, ${Math.round((1000 * done) / (Date.now() - began))}/s`);
	};
}
