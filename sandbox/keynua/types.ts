import type { StoredFile } from './files';

export type ItemState = 'pending' | 'working' | 'success' | 'error';

/** "Propiedades de un Item". `value` may hold `StoredFile`s; they become presigned URLs when serialised. */
export interface Item {
	id: number;
	version: number;
	state: ItemState;
	/** null: the item belongs to all users. */
	userId: number | null;
	reference: string;
	title: string;
	type: string;
	stageIndex: number;
	value: Record<string, unknown> | null;
}

/** Who signs. `signedAt` is the sandbox's own; the rest is "Propiedades de un Usuario". */
export interface Signer {
	id: number;
	name: string | null;
	email: string | null;
	phone: string | null;
	groups: string[];
	token: string;
	state: 'pending' | 'working' | 'error' | 'done';
	customFieldsInfo?: unknown;
	/** The `refId` of the documents that are theirs to sign; undefined for all. */
	documentsRefs?: string[];
	signedAt: string | null;
	/** How often a check has failed; counts towards `maximumSigningAttempts`. */
	failedAttempts: number;
	/** The sandbox was told that the person's identity card has expired. */
	documentExpired?: boolean;
	/** What the sandbox was told to let happen at the next check. */
	next?: NextOutcome;
}

/** A check that fails with a documented code, or one that the owner of the contract has to decide by hand. */
export type NextOutcome = { fail: { itemType: string; code: string; message: string } } | { hold: true };

/** A group of a dynamic template, as `templateOptions` has it; of public templates only name and type. */
export interface Group {
	name: string;
	type: 'viewers' | 'signers' | 'bulk';
	[setting: string]: unknown;
}

export type OtpChannel = 'sms' | 'email' | 'webhook';

export type ContractStatus =
	| 'pending_input'
	| 'working'
	| 'pending_approval'
	| 'contract_approval'
	| 'error'
	| 'deleted'
	| 'done';

/** A contract as the sandbox keeps it; `contractView` makes the documented object of it. */
export interface Contract {
	id: string;
	accountId: string;
	templateId: string;
	createdAt: string;
	startedAt: string;
	inputProvidedAt: string | null;
	finishedAt: string | null;
	deletedAt: string | null;
	title: string;
	description: string | null;
	language: string;
	timezone: string;
	metadata: Record<string, unknown>;
	reference: string | null;
	longCode: string;
	shortCode: string;
	expirationInHours: number;
	expirationDatetime: string | null;
	users: Signer[];
	groups: string[];
	documents: StoredFile[];
	/** The `refId` of each document, where it was given one. */
	documentRefs: Array<string | undefined>;
	items: Item[];
	status: ContractStatus;
	/** The groups of each stage, in their order. Their items run only when the stages before are finished. */
	stages: Group[][];
	maximumSigningAttempts: number;
	/** How one-time codes go out; undefined for contracts without them. */
	otpChannel?: OtpChannel;
	/** Notification channels and promissory notes, as they were sent. */
	flags?: Record<string, unknown>;
	/** The sandbox's answer to "credit is refunded only when no signer has started". */
	creditRefunded: boolean;
}

/** Information read from a Peruvian identity card ("idInfo", "userIdInfo"). */
export interface IdInfo {
	type: 'pe-id';
	idNumber: string;
	verificationDigit: string;
	names: string;
	lastName: string;
	birthDate: string;
	expirationDate: string;
	address?: string;
	reniecInfo?: Record<string, unknown>;
}

/** A verification as the sandbox keeps it; `verificationView` makes the documented object of it. */
export interface Verification {
	id: string;
	contractId: string;
	accountId: string;
	accountEmail: string;
	accountName: string;
	organizationId: string;
	title: string;
	documentNumber: string;
	documentType: string;
	documentSide?: 'front' | 'both';
	documentScanVersion?: number;
	/** Whether the face is proved to be alive in 3D (type `liveness`). */
	scansFace: boolean;
	/** The sandbox was told that the person's identity card has expired. */
	documentExpired?: boolean;
	countryCode: string;
	userFullName: string | null;
	userRealName: string | null;
	userEmail?: string;
	userPhone?: string;
	userToken: string;
	reference?: string;
	language: string;
	timezone: string;
	expirationInHours: number;
	createdAt: string;
	startedAt: string;
	updatedAt: string;
	finishedAt?: string;
	status: 'pending_input' | 'working' | 'error' | 'done' | 'max_attempts' | 'expired';
	items: Item[];
	failedAttempts: number;
}

/** A person of a contract, with the contract. */
export interface Owner {
	contract: Contract;
	signer: Signer;
}
