import { Refusal } from '../refusal';
import { contractFinished, inputProvided } from './contractPayloads';
import { itemNotifier } from './contracts';
import { makeSignedPdfs } from './signedPdfs';
import { begin, fail, provide, work } from './items';
import { type KeynuaState, signerOf } from './state';
import { isUserInput } from './templates';
import type { Contract, Item, Signer } from './types';

/**
 * A person signs: gives all that is asked for, and Keynua checks it. After the last signer the final PDF is
 * made and the contract is done, or it waits for the account's approval. Refuses 409 when the person cannot sign (any more), 404 for an unknown one.
 */
export async function sign(state: KeynuaState, contract: Contract, userId: number): Promise<void> {
	const signer = signerOf(contract, userId);
	assertCanAct(contract, signer);
	giveInput(state, contract, signer);
	validate(state, contract, signer);
	contract.status = statusOf(contract);
	if (!contract.users.every((user) => user.state === 'done')) return;
	const approval = contract.items.find(({ type }) => type === 'contractapproval');
	if (!approval) return await finish(state, contract);
	contract.status = 'contract_approval';
	begin(approval, itemNotifier(state, contract));
}

/** A person refuses the documents, with a message. They may still sign later. Refuses as `sign` does. */
export function refuse(state: KeynuaState, contract: Contract, userId: number, message: string): void {
	const signer = signerOf(contract, userId);
	assertCanAct(contract, signer);
	const documents = itemsOf(contract, signer).filter(({ type }) => type === 'documents');
	signer.state = 'error';
	contract.status = 'error';
	const onChange = itemNotifier(state, contract);
	documents.forEach((item) => fail(item, 'DocumentRejectedBySigner', message, onChange));
}

function assertCanAct(contract: Contract, signer: Signer): void {
	if (contract.deletedAt) throw new Refusal(409, 'The contract was deleted');
	if (signer.state === 'done') throw new Refusal(409, `User ${signer.id} has signed already`);
}

function giveInput(state: KeynuaState, contract: Contract, signer: Signer): void {
	signer.state = 'working';
	contract.status = 'working';
	const onChange = itemNotifier(state, contract);
	for (const item of itemsOf(contract, signer).filter(isUserInput)) {
		if (item.state !== 'success') provide(item, inputFor(state, item), onChange);
	}
	const complete = contract.items.filter(isUserInput).every((item) => item.state === 'success');
	if (!complete || contract.inputProvidedAt) return;
	contract.inputProvidedAt = new Date().toISOString();
	state.webhooks.emit('ContractInputProvided', inputProvided(contract));
}

/** What a person would have given for an item, in the form the documents show. */
export function inputFor(state: KeynuaState, item: Item): Record<string, unknown> {
	switch (item.type) {
		case 'terms':
			return {
				termsAndConditionsUrl: 'https://www.keynua.com/legal/terms-and-conditions/',
				privacypolicyUrl: 'https://www.keynua.com/legal/privacy-policy/',
				viewedAt: new Date().toISOString(),
			};
		case 'documents':
			return { opened: true };
		case 'text':
			return { text: '12345678' };
		case 'image':
			return { original: { url: state.photo(item.reference) } };
		case 'livenessinput':
			return {
				auditTrail: state.photo('face'),
				idScanFrontImage: state.photo('front'),
				facematchScore: 99.91,
			};
		default:
			return { url: state.video(item.reference) };
	}
}

function validate(state: KeynuaState, contract: Contract, signer: Signer): void {
	const onChange = itemNotifier(state, contract);
	for (const item of itemsOf(contract, signer)) {
		if (item.state !== 'success') work(item, {}, onChange);
	}
	signer.state = 'done';
	signer.signedAt = new Date().toISOString();
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
	begin(item, onChange);
	const value = await makeSignedPdfs(state.files, contract, item);
	if (contract.deletedAt) return;
	item.state = 'success';
	item.value = value;
	onChange(item);
	contract.status = 'done';
	contract.finishedAt = new Date().toISOString();
	state.webhooks.emit('ContractFinished', contractFinished(contract));
}

function itemsOf(contract: Contract, signer: Signer): Item[] {
	return contract.items.filter(({ userId }) => userId === signer.id);
}
