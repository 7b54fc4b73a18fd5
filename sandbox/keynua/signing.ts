import { Refusal } from '../refusal';
import { contractFinished, inputProvided } from './contractPayloads';
import { begin, fail, provide, work } from './items';
import { isExpired } from './expiry';
import { inputFor } from './inputs';
import type { ScannedPerson } from './liveness';
import { itemNotifier } from './notifier';
import { note, setStatus } from './progress';
import { digitallySigned, makeSignedPdfs } from './signedPdfs';
import { hasTurn, invite, isIn, itemsOf } from './stages';
import { type KeynuaState, signerOf } from './state';
import { decevalCheck, isUserInput } from './templates';
import type { Contract, Item, Signer } from './types';

/**
 * A person signs on Keynua's page: gives all that is asked for, and Keynua checks it. After the last signer the final
 * PDF is made and the contract is done, or it waits for the account's approval. Refuses 409 when the person cannot
 * sign (any more), 404 for an unknown one.
 */
export async function sign(state: KeynuaState, contract: Contract, userId: number): Promise<void> {
	const signer = signerOf(contract, userId);
	assertCanAct(state, contract, signer);
	const missing = pendingInputs(contract, signer);
	const person = scannedPerson(contract, signer);
	give(state, contract, signer, new Map(missing.map((item) => [item, inputFor(state, item, person)])));
	await checkSigner(state, contract, signer);
}

/** A person refuses the documents, with a message. They may still sign later. Refuses as `sign` does. */
export function refuse(state: KeynuaState, contract: Contract, userId: number, message: string): void {
	const signer = signerOf(contract, userId);
	assertCanAct(state, contract, signer);
	const documents = itemsOf(contract, signer).filter(({ type }) => type === 'documents');
	signer.state = 'error';
	setStatus(state, contract, 'error');
	const onChange = itemNotifier(state, contract);
	documents.forEach((item) => fail(item, 'DocumentRejectedBySigner', message, onChange));
}

/** Why a person cannot sign now; `view` is the page that the widget would show. Undefined when they can. */
export function obstacle(
	state: KeynuaState,
	contract: Contract,
	signer: Signer,
): { view: string; reason: string } | undefined {
	if (contract.deletedAt) return { view: 'deleted', reason: 'The contract was deleted' };
	if (signer.state === 'done') return { view: 'finished', reason: `User ${signer.id} has signed already` };
	if (isExpired(contract, state.clock.now())) return { view: 'expired', reason: 'The contract has expired' };
	if (signer.failedAttempts >= contract.maximumSigningAttempts) {
		return { view: 'maxAttempts', reason: `User ${signer.id} has no attempts left` };
	}
	if (contract.status === 'pending_approval')
		return { view: 'validating', reason: 'A step waits for the decision of the contract’s owner' };
	if (!hasTurn(contract, signer))
		return { view: 'pending', reason: `It is not the turn of user ${signer.id} yet` };
	return undefined;
}

function assertCanAct(state: KeynuaState, contract: Contract, signer: Signer): void {
	const found = obstacle(state, contract, signer);
	if (found) throw new Refusal(409, found.reason);
}

/** What a person still has to give, or has to give again after a failed check. */
export function pendingInputs(contract: Contract, signer: Signer): Item[] {
	return itemsOf(contract, signer).filter((item) => isUserInput(item) && item.state !== 'success');
}

/**
 * Takes what a person gave. `ContractInputProvided` comes with the first input of anybody: `inputProvidedAt` is "Fecha de
 * inicio del proceso de firma", and the event is only notified "la primera vez que el contrato se inicia".
 */
export function give(
	state: KeynuaState,
	contract: Contract,
	signer: Signer,
	values: Map<Item, Record<string, unknown>>,
): void {
	signer.state = 'working';
	setStatus(state, contract, 'working');
	const onChange = itemNotifier(state, contract);
	for (const [item, value] of values) provide(item, value, onChange);
	if (contract.inputProvidedAt) return;
	contract.inputProvidedAt = state.clock.iso();
	state.webhooks.emit('ContractInputProvided', inputProvided(contract));
}

/** Who shows a document, as far as the contract knows them. */
export function scannedPerson({ items, stages }: Contract, { id, name, groups }: Signer): ScannedPerson {
	const group = stages.flat().find((member) => isIn(groups, member));
	const number = items.find((item) => item.userId === id && item.reference === 'documentNumber');
	const documentNumber = String(number?.value?.text ?? '12345678');
	return {
		documentType: group?.documentType as string | undefined,
		documentNumber,
		fullName: name,
		scans: { face: true, document: true },
	};
}

/** Checks a person who has given everything: passes, fails or waits for the owner, as the sandbox was told. */
export async function checkSigner(state: KeynuaState, contract: Contract, signer: Signer): Promise<void> {
	const { next } = signer;
	signer.next = undefined;
	if (next && 'hold' in next) return hold(state, contract, signer);
	if (next) return failCheck(state, contract, signer, next.fail);
	await passChecks(state, contract, signer);
}

/** The owner decides by hand about a step that waits ("pending_approval"). Refuses 409 when none does. */
export async function decideByHand(state: KeynuaState, contract: Contract, approved: boolean): Promise<void> {
	const waiting = contract.items.find(
		({ type, state: now }) => type === 'manualapproval' && now === 'working',
	);
	const signer = waiting && contract.users.find(({ id }) => id === waiting.userId);
	if (!waiting || !signer) throw new Refusal(409, 'No step of this contract waits for a decision');
	const onChange = itemNotifier(state, contract);
	if (approved) {
		provide(waiting, {}, onChange);
		return await passChecks(state, contract, signer);
	}
	fail(
		waiting,
		'ManualApproveRejected',
		'El item ha sido rechazado por el administrador del contrato.',
		onChange,
	);
	signer.state = 'error';
	setStatus(state, contract, 'error');
}

function hold(state: KeynuaState, contract: Contract, signer: Signer): void {
	const step = {
		reference: 'manualapproval',
		title: 'Aprobación Manual',
		type: 'manualapproval',
		stageIndex: 1,
	};
	const id = Math.max(...contract.items.map((item) => item.id)) + 1;
	const item: Item = { id, version: 0, state: 'pending', userId: signer.id, ...step, value: null };
	contract.items.push(item);
	begin(item, itemNotifier(state, contract));
	setStatus(state, contract, 'pending_approval');
}

/** Which kind of input a person has to give again when a check of it failed. */
const inputBehind: Record<string, string> = {
	detectlabels: 'image',
	checklabels: 'image',
	reniec: 'text',
	facematch: 'video',
	livenessdetection: 'video',
	transcribe: 'video',
	convertvideo: 'video',
};

function failCheck(
	state: KeynuaState,
	contract: Contract,
	signer: Signer,
	{ itemType, code, message }: { itemType: string; code: string; message: string },
): void {
	const items = itemsOf(contract, signer);
	const failing = items.find(({ type }) => type === itemType);
	if (!failing) throw new Refusal(409, `User ${signer.id} has no item of type ${itemType}`);
	fail(failing, code, message, itemNotifier(state, contract));
	// "El itemId y version que enviarás debe corresponder a la imagen": the input is asked for again.
	for (const item of items) if (item.type === inputBehind[itemType]) item.state = 'pending';
	signer.failedAttempts += 1;
	signer.state = 'error';
	setStatus(state, contract, 'error');
}

async function passChecks(state: KeynuaState, contract: Contract, signer: Signer): Promise<void> {
	const onChange = itemNotifier(state, contract);
	for (const item of itemsOf(contract, signer)) {
		if (item.state !== 'success') work(item, checkValue(item), onChange);
	}
	signer.state = 'done';
	signer.signedAt = state.clock.iso();
	note(state, contract, `${signer.name ?? `User ${signer.id}`} has signed`);
	setStatus(state, contract, statusOf(contract));
	invite(state, contract);
	if (!contract.users.every((user) => user.state === 'done')) return;
	const approval = contract.items.find(({ type }) => type === 'contractapproval');
	if (!approval) return await finish(state, contract);
	setStatus(state, contract, 'contract_approval');
	begin(approval, onChange);
}

/** Of what Keynua does itself, only the value of one type is documented. */
function checkValue({ type }: Item): Record<string, unknown> {
	return type === 'convertvideo' ? { success: true } : {};
}

/** The documents have no state for "some have signed"; `pending_input` says that nobody has begun. */
function statusOf(contract: Contract): 'error' | 'working' {
	return contract.items.some((item) => item.state === 'error') ? 'error' : 'working';
}

/** Makes the final PDF of a contract that nothing is missing from; then it is done. */
export async function finish(state: KeynuaState, contract: Contract): Promise<void> {
	const item = contract.items.find(({ type }) => type === 'pdf');
	if (!item) return;
	const onChange = itemNotifier(state, contract);
	const workAll = (...types: string[]) =>
		contract.items.filter(({ type }) => types.includes(type)).forEach((own) => work(own, {}, onChange));
	workAll('cavali', decevalCheck.type);
	begin(item, onChange);
	const { final, value } = await makeSignedPdfs(state.files, contract, item);
	const signature = contract.items.find(({ type }) => type === 'dsignature');
	const signedFile = signature && (await digitallySigned(state.files, final));
	if (contract.deletedAt) return;
	item.state = 'success';
	item.value = value;
	onChange(item);
	if (signature) work(signature, { url: signedFile }, onChange);
	workAll('blockchain', 'knom151');
	setStatus(state, contract, 'done');
	contract.finishedAt = state.clock.iso();
	state.webhooks.emit('ContractFinished', contractFinished(contract));
}
