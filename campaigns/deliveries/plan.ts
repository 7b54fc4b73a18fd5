import type { Delivery, Sender } from './delivery';
import type { Random } from './random';

/** How a delivery comes again: both at once, as soon as the first is answered, or after others in between. */
export type Redelivery = 'at once' | 'after the answer' | 'later';

/** One sending of a delivery. One that comes again later is in the plan twice. */
export interface Sending {
	delivery: Delivery;
	again?: Redelivery;
}

export interface Mixture {
	count: number;
	/** Share of bad deliveries, and of those that come again. */
	bad: number;
	again: number;
}

const REDELIVERIES: Redelivery[] = ['at once', 'after the answer', 'later'];
/** How many others come between a delivery and its redelivery, at most. */
const LATER_WITHIN = 2_400;

/** What is sent, in order. The same seed gives the same plan. */
export function planned(senders: Sender[], { count, bad, again }: Mixture, random: Random): Sending[] {
	const sendings: Sending[] = [];
	const late: Array<{ sending: Sending; at: number }> = [];
	for (let number = 0; number < count; number++) {
		const sender = senders[number % senders.length];
		const kind = random.chance(bad) ? random.pick(sender.kinds) : 'good';
		const delivery = sender.make(kind, Math.floor(number / senders.length), random);
		const how = random.chance(again) ? random.pick(REDELIVERIES) : undefined;
		if (how === 'later') late.push({ sending: { delivery }, at: number + 1 + random.below(LATER_WITHIN) });
		sendings.push({ delivery, ...(how && how !== 'later' && { again: how }) });
	}
	// From the back, so that the places before stay where they are.
	for (const { sending, at } of late.sort((one, other) => other.at - one.at)) sendings.splice(at, 0, sending);
	return sendings;
}
