import type { History } from '../history';
import type { Clock } from './clock';
import type { Contract, ContractStatus, Item, Verification } from './types';

/** Where time lines are kept, and by whose clock. */
export interface Diary {
	readonly history: History;
	readonly clock: Clock;
}

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
	diary: Diary,
	object: T,
	status: Status<T>,
): void {
	if (object.status === status) return;
	object.status = status;
	note(diary, object, meanings[status], status);
}

/** Notes what happened in the time line, by Keynua's clock. */
export function note(diary: Diary, object: Contract | Verification, text: string, status?: string): void {
	diary.history.add(object, { at: diary.clock.iso(), text, state: status });
}

export function beginContract(diary: Diary, contract: Contract): void {
	const { id, title, status } = contract;
	const subject = { provider: 'keynua', name: `Contract “${title}”`, page: `/page/keynua/contracts/${id}` };
	const moment = { at: diary.clock.iso(), text: `was created: ${meanings[status]}`, state: status };
	diary.history.begin(contract, subject, moment);
}

export function beginVerification(diary: Diary, verification: Verification): void {
	const { id, title, status } = verification;
	const page = `/page/keynua/verifications/${id}`;
	const subject = { provider: 'keynua', name: `Identity verification “${title}”`, page };
	const moment = { at: diary.clock.iso(), text: `was created: ${meanings[status]}`, state: status };
	diary.history.begin(verification, subject, moment);
}

/** Notes an item that succeeded, failed, or waits for somebody's decision. */
export function noteItem(diary: Diary, object: Contract | Verification, item: Item, who?: string): void {
	const { title, value } = item;
	const name = who ? `${title} (${who})` : title;
	if (item.state === 'success') note(diary, object, `${name}: done`);
	if (item.state === 'error') note(diary, object, `${name}: ${value?.code} – ${value?.message}`);
}
