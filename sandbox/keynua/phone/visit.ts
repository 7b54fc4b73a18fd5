import { notFound } from '../../refusal';
import { itemsOf } from '../stages';
import type { ScannedPerson } from '../liveness';
import { obstacle, pendingInputs, scannedPerson } from '../signing';
import type { KeynuaState } from '../state';
import { take } from '../submission';
import { isUserInput } from '../templates';
import { ownerOf } from '../tokens';
import type { Contract, Item, Signer, Verification } from '../types';
import { completeVerification, giveStep, pendingSteps, scannedPersonOf } from '../verifications';

/** What a link with a user's token leads to: the signing of a contract, or an identity verification. */
export interface Visit {
	token: string;
	person: string;
	title: string;
	/** The page of the contract or verification on the dashboard. */
	page: string;
	/** All that the person has to give, in its order, and what of it is missing. */
	steps: Item[];
	missing: Item[];
	/** What Keynua found wrong with what was given before. */
	failed: Item[];
	/** The page that Keynua's widget shows when nothing can be done. */
	view?: string;
	/** Who shows a document, where one is scanned. */
	scanned: ScannedPerson;
	/** Only for the signing of a contract. */
	signing?: { contract: Contract; signer: Signer };
	verification?: Verification;
	give(item: Item, value: Record<string, unknown>): Promise<void>;
}

/** Refuses 404 for a token that nobody has. */
export function visitOf(state: KeynuaState, token: string): Visit {
	const owner = ownerOf(state, token);
	if (owner) return signingVisit(state, token, owner.contract, owner.signer);
	const verification = [...state.verifications.values()].find(({ userToken }) => userToken === token);
	if (verification) return verificationVisit(state, token, verification);
	throw notFound('This link is not known: the sandbox may have been reset');
}

function signingVisit(state: KeynuaState, token: string, contract: Contract, signer: Signer): Visit {
	const items = itemsOf(contract, signer);
	return {
		token,
		person: signer.name ?? `user ${signer.id}`,
		title: contract.title,
		page: `/page/keynua/contracts/${contract.id}`,
		steps: items.filter(isUserInput),
		missing: pendingInputs(contract, signer),
		failed: items.filter((item) => item.state === 'error'),
		view: obstacle(state, contract, signer)?.view,
		scanned: scannedPerson(contract, signer),
		signing: { contract, signer },
		give: async (item, value) => await take(state, contract, signer, new Map([[item, value]])),
	};
}

const views: Partial<Record<Verification['status'], string>> = {
	done: 'finished',
	expired: 'expired',
	max_attempts: 'maxAttempts',
};

function verificationVisit(state: KeynuaState, token: string, verification: Verification): Visit {
	return {
		token,
		person: verification.userFullName ?? 'the person',
		title: verification.title,
		page: `/page/keynua/verifications/${verification.id}`,
		steps: verification.items.filter(isUserInput),
		missing: pendingSteps(verification),
		failed: verification.items.filter((item) => item.state === 'error'),
		view: views[verification.status],
		scanned: scannedPersonOf(verification),
		verification,
		give: async (item, value) => {
			giveStep(state, verification, item, value);
			if (pendingSteps(verification).length === 0) completeVerification(state, verification);
		},
	};
}
