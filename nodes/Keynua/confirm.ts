import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { cancelSignal } from '../runtime/http/request';
import { pause } from '../runtime/http/retry';
import { recordsIn, textOf } from '../runtime/text';
import { contractWithItems } from './resources/contract/contractItems';
import { getVerification } from './resources/identityVerification/get';

/** What Keynua's API says of an event. */
export interface Confirmation {
	/** `null` when it could not be asked, or has no way to tell. */
	confirmed: boolean | null;
	/** Why it is not confirmed. */
	notConfirmed?: string;
	/** What the API gave, as it came. */
	contract?: IDataObject;
	verification?: IDataObject;
	/** The step that the event is about, out of it. */
	item?: IDataObject;
}

/** UUIDs, those of contracts with two characters more. */
const ID = /^[\w-]{1,100}$/;

/** An event may come before the API has what it tells of: milliseconds until Keynua is asked again. */
const WAITS_MS = [1_000, 3_000];

/** Looks up what an event of the trigger tells of, and compares the two. */
export async function confirm(context: IExecuteFunctions, event: IDataObject): Promise<Confirmation> {
	const subject = subjectOf(event);
	if (!subject) {
		return {
			confirmed: null,
			notConfirmed: `the event “${textOf(event.event)}” names nothing that could be looked up`,
		};
	}
	const notAsked = whyNotAsked(context);
	if (notAsked !== undefined) return { confirmed: null, notConfirmed: notAsked };
	if (!ID.test(subject.id)) return { confirmed: false, notConfirmed: `“${subject.id}” is no ID of Keynua’s` };
	let confirmation = await ask(context, event, subject);
	for (const wait of WAITS_MS) {
		if (confirmation.confirmed !== false || !(await pause(wait, cancelSignal(context)))) break;
		confirmation = await ask(context, event, subject);
	}
	return confirmation;
}

/** The trigger does without the keys of Keynua's API unless a person switches on what needs them. */
export function whyNotAsked(context: IExecuteFunctions): string | undefined {
	if (context.getNode().credentials?.keynuaApi) return undefined;
	return 'Keynua could not be asked: no Keynua API credential is chosen in the Keynua Trigger';
}

interface Subject {
	what: 'contract' | 'verification';
	id: string;
	/** What the event says happened: "Finished" of ContractFinished. */
	claim: string;
}

/** Contracts are named by `contractId`, verifications by `id`, and the contract of a one-time code by `refId`. */
function subjectOf({ event, contractId, id, refId }: IDataObject): Subject | undefined {
	const [, kind, claim] = /^(Contract|IdentityVerification|OTP)(\w+)$/.exec(textOf(event)) ?? [];
	const what = kind === 'IdentityVerification' ? 'verification' : 'contract';
	const named = textOf({ Contract: contractId, IdentityVerification: id, OTP: refId }[kind ?? '']);
	return named === '' ? undefined : { what, id: named, claim: kind === 'OTP' ? 'OTPCreated' : claim };
}

async function ask(
	context: IExecuteFunctions,
	event: IDataObject,
	{ what, id, claim }: Subject,
): Promise<Confirmation> {
	let record: IDataObject;
	try {
		record = await (what === 'contract'
			? contractWithItems(context, id, Infinity)
			: getVerification(context, id));
	} catch (error) {
		return notFound(error as Error & { httpCode?: string }, what, claim);
	}
	const found = { [what]: record };
	if (textOf(record.id) !== id)
		return { confirmed: false, notConfirmed: `Keynua gave another ${what}`, ...found };
	const check = Object.hasOwn(checks, claim) ? checks[claim] : () => null;
	const contradiction = check(event, record);
	if (contradiction === null)
		return {
			confirmed: null,
			notConfirmed: `Keynua has this ${what}, but no way to look up what the event says of it`,
			...found,
		};
	if (contradiction !== undefined) return { confirmed: false, notConfirmed: contradiction, ...found };
	const item = claim === 'ItemUpdated' ? itemOf(event, record) : undefined;
	return { confirmed: true, ...found, ...(item && { item }) };
}

/** A refusal of the ID means that there is no such thing; of the keys, or no answer at all, that nobody knows. */
function notFound(
	{ httpCode, message, context }: Error & { httpCode?: string; context?: IDataObject },
	what: string,
	claim: string,
): Confirmation {
	const isRefused = context?.fate === 'refused' && ID_REFUSED.includes(textOf(httpCode));
	if (!isRefused) return { confirmed: null, notConfirmed: `Keynua could not be asked: ${message}` };
	if (claim === 'Deleted')
		return {
			confirmed: null,
			notConfirmed: `Keynua has no such ${what}: it was deleted, or never was there`,
		};
	return { confirmed: false, notConfirmed: `Keynua does not know this ${what}: ${message}` };
}

const ID_REFUSED = ['400', '404', '410', '422'];

/** What contradicts the event; `null` where Keynua has nothing to compare it with. */
type Check = (event: IDataObject, record: IDataObject) => string | null | undefined;

/** By what the event says happened. It may tell of a time that is past: only what cannot have been contradicts it. */
const checks: Record<string, Check> = {
	Created: () => undefined,
	Deleted: hasStatus('deleted'),
	Finished: hasStatus('done'),
	InputProvided: hasInput,
	ItemUpdated: hasItem,
	OTPCreated: ({ userId }, record) => hasUser({ user: { id: userId } }, record) ?? null,
	Started: hasBegun,
	UserUpdated: hasUser,
};

function hasStatus(wanted: string): Check {
	return (_, { status }) =>
		status === wanted ? undefined : `its status at Keynua is “${textOf(status)}”, not “${wanted}”`;
}

function hasBegun(_: IDataObject, { startedAt }: IDataObject): string | undefined {
	return textOf(startedAt) === '' ? 'at Keynua it has not been started' : undefined;
}

/** "pending_input": nobody has begun to sign. */
function hasInput(event: IDataObject, record: IDataObject): string | undefined {
	return record.status === 'pending_input' ? 'at Keynua nobody has begun to sign' : hasBegun(event, record);
}

function hasUser({ user }: IDataObject, { users }: IDataObject): string | undefined {
	const id = textOf((user as IDataObject | undefined)?.id);
	const isThere = recordsIn(users).some((one) => textOf(one.id) === id);
	return isThere ? undefined : `at Keynua it has no signer with the ID “${id}”`;
}

/**
 * The same version has the same state, except that `working` is passed through. After a later version, nothing tells what
 * the step was before; a success counts only as long as Keynua has it as one.
 */
function hasItem(event: IDataObject, record: IDataObject): string | null | undefined {
	const { state, version } = (event.item ?? {}) as IDataObject;
	const found = itemOf(event, record);
	if (!found) return 'at Keynua it has no such step';
	const isLater = Number(found.version) > Number(version);
	if (Number(found.version) < Number(version)) return 'at Keynua this step has not got that far';
	if (found.state === state || (state === 'working' && !isLater)) return undefined;
	if (isLater && state !== 'success') return null;
	return `the state of this step at Keynua is “${textOf(found.state)}”, not “${textOf(state)}”`;
}

function itemOf({ item }: IDataObject, { items }: IDataObject): IDataObject | undefined {
	const id = textOf((item as IDataObject | undefined)?.id);
	return recordsIn(items).find((one) => textOf(one.id) === id);
}
