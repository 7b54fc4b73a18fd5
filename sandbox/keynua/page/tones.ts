import type { Tone } from '../../page/parts';

const tones: Record<string, Tone> = {
	pending: 'waits',
	pending_input: 'waits',
	pending_approval: 'waits',
	contract_approval: 'waits',
	working: 'busy',
	success: 'good',
	done: 'good',
	error: 'bad',
	max_attempts: 'bad',
	deleted: 'over',
	expired: 'over',
};

/** How a state of a contract, a verification, a person or an item is to be looked at. */
export const toneOf = (state: string): Tone => tones[state] ?? 'busy';
