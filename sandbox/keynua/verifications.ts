import { randomUUID } from 'node:crypto';
import { badRequest, Refusal } from '../refusal';
import { documentedError, fail, newItem, provide, work } from './items';
import { account } from './account';
import { beginVerification, noteItem, setStatus } from './progress';
import type { KeynuaState } from './state';
import { type Blueprint, isUserInput, step } from './templates';
import { inputFor } from './inputs';
import type { ScannedPerson } from './liveness';
import {
	verificationFinished,
	verificationItemUpdated,
	verificationCreated,
	verificationStarted,
} from './verificationPayloads';
import type { Item, Verification } from './types';
import type { VerificationInput } from './verificationInput';

/** Creates a verification; it is ready for the person at once. */
export function createVerification(
	state: KeynuaState,
	input: VerificationInput,
	owner = account,
): Verification {
	const verification = newVerification(state, input, owner);
	state.verifications.set(verification.id, verification);
	beginVerification(state, verification);
	state.webhooks.emit('IdentityVerificationCreated', verificationCreated(verification));
	state.webhooks.emit('IdentityVerificationStarted', verificationStarted(verification));
	const onChange = itemNotifier(state, verification);
	verification.items
		.filter(({ type }) => type === 'usernotifier')
		.forEach((item) => work(item, {}, onChange));
	return verification;
}

/** The person does all that is asked for and passes. Refuses 409 when it is done already. */
export function completeVerification(state: KeynuaState, verification: Verification): void {
	giveInput(state, verification);
	const onChange = itemNotifier(state, verification);
	verification.items.filter(({ state }) => state !== 'success').forEach((item) => work(item, {}, onChange));
	setStatus(state, verification, 'done');
	verification.finishedAt = new Date().toISOString();
	verification.userRealName = realName(verification);
	state.webhooks.emit('IdentityVerificationFinished', verificationFinished(verification));
}

/**
 * The person does all that is asked for, and one check fails with a documented code (`facematch`'s
 * `NotAMatch` when nothing is said). They may try again. Refuses 400 for an undocumented type or code and
 * for a check this verification does not have, 409 when it is done already.
 */
export function failVerification(
	state: KeynuaState,
	verification: Verification,
	{ itemType = 'facematch', code }: { itemType?: string; code?: string },
): void {
	const error = documentedError(itemType, code);
	const failing = verification.items.find(({ type }) => type === itemType);
	if (!failing) throw badRequest(`This verification has no item of type ${itemType}`);
	giveInput(state, verification);
	const onChange = itemNotifier(state, verification);
	const before = verification.items.filter((item) => item.id < failing.id && item.state !== 'success');
	before.forEach((item) => work(item, {}, onChange));
	fail(failing, error.code, error.message, onChange);
	verification.failedAttempts += 1;
	setStatus(state, verification, verification.failedAttempts < maximumAttempts ? 'error' : 'max_attempts');
}

/** How many attempts a person has is not documented. */
const maximumAttempts = 5;

/** The time to complete it is over. Refuses 409 when it is done already. */
export function expireVerification(state: KeynuaState, verification: Verification): void {
	assertOpen(verification);
	setStatus(state, verification, 'expired');
}

/** What the person still has to give. */
export function pendingSteps(verification: Verification): Item[] {
	return verification.items.filter((item) => isUserInput(item) && item.state !== 'success');
}

/** The person gives one of the things that are asked for. Refuses 409 when it is not asked for (any more). */
export function giveStep(
	state: KeynuaState,
	verification: Verification,
	item: Item,
	value: Record<string, unknown>,
): void {
	assertOpen(verification);
	if (!pendingSteps(verification).includes(item)) throw new Refusal(409, `${item.title} was given already`);
	setStatus(state, verification, 'working');
	provide(item, value, itemNotifier(state, verification));
}

/** Who shows a document. */
export function scannedPersonOf(verification: Verification): ScannedPerson {
	const { documentType, documentNumber, userFullName, documentScanVersion, scansFace } = verification;
	const scans = { face: scansFace, document: documentScanVersion === 2 };
	return { documentType, documentNumber, fullName: userFullName, scans };
}

function assertOpen({ status }: Verification): void {
	if (status === 'done') throw new Refusal(409, 'The verification is done already');
	if (status === 'expired' || status === 'max_attempts')
		throw new Refusal(409, `The verification is over: ${status}`);
}

function giveInput(state: KeynuaState, verification: Verification): void {
	assertOpen(verification);
	setStatus(state, verification, 'working');
	const onChange = itemNotifier(state, verification);
	for (const item of pendingSteps(verification))
		provide(item, inputFor(state, item, scannedPersonOf(verification)), onChange);
}

function itemNotifier(state: KeynuaState, verification: Verification): (item: Item) => void {
	return (item) => {
		verification.updatedAt = new Date().toISOString();
		noteItem(state, verification, item);
		const payload = verificationItemUpdated(verification, item);
		state.webhooks.emit('IdentityVerificationItemUpdated', payload, item.state);
	};
}

function newVerification(state: KeynuaState, input: VerificationInput, owner: typeof account): Verification {
	const now = new Date().toISOString();
	const { title, documentNumber, documentType, documentSide, documentScanVersion } = input;
	const { userEmail, userPhone, reference } = input;
	return {
		...{
			id: randomUUID(),
			contractId: state.newContractId(),
			accountId: owner.id,
			accountEmail: owner.email,
		},
		accountName: input.accountName ?? owner.name,
		organizationId: owner.organizationId,
		...{ title, documentNumber, documentType, documentSide, documentScanVersion },
		scansFace: input.type === 'liveness',
		...{ userEmail, userPhone, reference },
		countryCode: documentType === 'global' ? 'global' : documentType.slice(0, 2),
		userFullName: input.userFullName ?? null,
		userRealName: null,
		userToken: state.newToken({ identification: title }),
		language: input.language ?? 'es',
		timezone: 'America/Lima',
		expirationInHours: 0,
		...{ createdAt: now, startedAt: now, updatedAt: now },
		status: 'pending_input',
		failedAttempts: 0,
		items: blueprints(input).map((blueprint, id) => newItem(id, 0, blueprint)),
	};
}

/** The steps that the documents tell of each type; without a type they are those of `video`. */
function blueprints(input: VerificationInput): Blueprint[] {
	const steps = [step('terms', 'Aceptación de Términos', 'terms', 0)];
	if (!input.disableInitialNotification) {
		steps.unshift(step('signersemail', 'Invitación de inicio de firma', 'usernotifier', 0));
	}
	const scans = input.documentScanVersion === 2 || input.type === 'liveness';
	if (input.documentSide) steps.push(step('idfront', 'Foto frontal del documento', 'image', 0));
	if (input.documentSide === 'both') steps.push(step('idback', 'Foto posterior del documento', 'image', 0));
	if (scans) steps.push(step('livenessinput', 'Prueba de vida 3D', 'livenessinput', 0));
	if (input.type === 'selfie') steps.push(step('selfie', 'Selfie', 'image', 0));
	else if (input.type !== 'liveness') steps.push(step('video', 'Video', 'video', 0));
	if (input.documentSide)
		steps.push(step('idfront-labels', 'Reconocimiento de documento', 'detectlabels', 1));
	if (input.documentType === 'pe-dni') steps.push(step('reniec', 'Consulta a RENIEC', 'reniec', 1));
	steps.push(step('facematch', 'Validación de biometría facial', 'facematch', 1));
	if (input.type === 'selfie') return steps;
	return [...steps, step('livenessdetection', 'Prueba de vida', 'livenessdetection', 1)];
}

/** As the documents print it: "JOHN, DOE". */
function realName({ userFullName }: Verification): string {
	const words = (userFullName ?? 'Persona Ejemplo').trim().toUpperCase().split(/\s+/);
	const given = Math.max(1, Math.floor(words.length / 2));
	return [words.slice(0, given).join(' '), words.slice(given).join(' ')].filter(Boolean).join(', ');
}
