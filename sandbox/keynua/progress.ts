import type { KeynuaState } from './state';
import type { Contract, ContractStatus, Item, Verification } from './types';

type Status<T> = T extends Contract ? ContractStatus : Verification['status'];

/** What each status of a contract or a verification means, as the end of a sentence that begins with its name. */
const meanings: Record<ContractStatus | Verification['status'], string> = {
	pending_input: 'waits for what people have to give',
	working: 'is being worked on',
	pending_approval: 'waits for a decision by hand',
	contract_approval: 'has all signatures, and waits for the account’s approval',
	error: 'cannot go on as it is',
	deleted: 'was deleted',
	done: 'is done',
	max_attempts: 'has no attempts left',
	expired: 'is out of time',
};

/** Changes the status, and notes it in the time line. */
export function setStatus<T extends Contract | Verification>(
	state: KeynuaState,
	object: T,
	status: Status<T>,
): void {
	if (object.status === status) return;
	object.status = status;
	note(state, object, meanings[status], status);
}

/** Notes what happened in the time line, by Keynua's clock. */
export function note(
	state: KeynuaState,
	object: Contract | Verification,
	text: string,
	status?: string,
): void {
	state.history.add(object, { at: state.clock.iso(), text, state: status });
}

export function beginContract(state: KeynuaState, contract: Contract): void {
	const { id, title, status } = contract;
	const subject = { provider: 'keynua', name: `Contract “${title}”`, page: `/page/keynua/contracts/${id}` };
	const moment = { at: state.clock.iso(), text: `was created: ${meanings[status]}`, state: status };
	state.history.begin(contract, subject, moment);
}

export function beginVerification(state: KeynuaState, verification: Verification): void {
	const { id, title, status } = verification;
	const page = `/page/keynua/verifications/${id}`;
	const subject = { provider: 'keynua', name: `Identity verification “${title}”`, page };
	const moment = { at: state.clock.iso(), text: `was created: ${meanings[status]}`, state: status };
	state.history.begin(verification, subject, moment);
}

/** Notes an item that succeeded, failed, or waits for somebody's decision. */
export function noteItem(
	state: KeynuaState,
	object: Contract | Verification,
	item: Item,
	who?: string,
): void {
	const { title, value } = item;
	const name = who ? `${title} (${who})` : title;
	if (item.state === 'success') note(state, object, `${name}: done`);
	if (item.state === 'error') note(state, object, `${name}: ${value?.code} – ${value?.message}`);
}
