import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from './delivery';
import type { Answers } from './match';
import type { Sending } from './plan';
import { send } from './send';

export interface SendingOptions {
	/** How many deliveries are under way at once. */
	senders: number;
	/** Done one after another at even distances of the plan; sending waits until each has settled. */
	interruptions: Array<() => Promise<void>>;
	/** Called after each sending. */
	onSent(done: number, total: number): void;
}

const TRIES = 6;
const TRY_AGAIN_AFTER_MS = 1_000;

/** Sends the plan and notes every answer. What got none, or a 5xx, is sent again, as a provider does. */
export async function sendAll(plan: Sending[], options: SendingOptions): Promise<Answers> {
	const answers: Answers = new Map();
	const breaks = new Breaks(options.interruptions, plan.length);
	let next = 0;
	const worker = async () => {
		while (next < plan.length) {
			const { delivery, again } = plan[next++];
			breaks.reached(next);
			const once = async () => await delivered(delivery, answers, breaks);
			if (again === 'at once') await Promise.all([once(), once()]);
			else await once();
			if (again === 'after the answer') await once();
			options.onSent(next, plan.length);
		}
	};
	await Promise.all(Array.from({ length: options.senders }, worker));
	await breaks.over();
	return answers;
}

async function delivered(delivery: Delivery, answers: Answers, breaks: Breaks): Promise<void> {
	const given = answers.get(delivery) ?? [];
	answers.set(delivery, given);
	for (let tries = 0; tries < TRIES; tries++) {
		await breaks.over();
		const status = await send(delivery.post());
		given.push(status);
		// What is larger than n8n takes is turned away while it is still being sent, which breaks the connection.
		const isOver = delivery.kind === 'oversized' || (status > 0 && status < 500);
		if (isOver) return;
		await sleep(TRY_AGAIN_AFTER_MS);
	}
}

/** Interrupts n8n at even distances of the plan. What was under way at that moment gets no answer. */
class Breaks {
	private current: Promise<void> = Promise.resolve();
	private readonly at: number[];

	constructor(
		private readonly interruptions: SendingOptions['interruptions'],
		total: number,
	) {
		this.at = interruptions.map((_, index) => Math.round((total * (index + 1)) / (interruptions.length + 1)));
	}

	reached(place: number): void {
		if (this.at.length === 0 || place < this.at[0]) return;
		this.at.shift();
		const interruption = this.interruptions[this.interruptions.length - this.at.length - 1];
		this.current = this.current.then(interruption);
	}

	/** Settles when n8n is back. */
	async over(): Promise<void> {
		await this.current;
	}
}
