/** What DynamiCore keeps, without what is done with it: the types that several files share. */

/** What a client's document field holds after an upload. */
export interface FileEntry {
	name: string;
	size: number;
	sha256: string;
	type: string;
	url: string;
}

export type PlainValue = string | number | boolean;
type PiiValue = PlainValue | FileEntry[];

/** A client as the API shows it. */
export interface Client {
	id: number;
	client_type: string;
	status: string;
	pii: Record<string, PiiValue>;
	created_at: string;
	updated_at: string;
}

export interface UploadedFile {
	name: string;
	type: string;
	bytes: Buffer;
}

export interface Account {
	id: number;
	client_id: number;
	product: string;
	enabled: '1' | '0';
	currency: string;
	created_at: string;
}

interface Signer {
	id: string;
	name: string;
	email: string;
	tax_id: string;
	widget_id: string;
	signed_at: string | null;
}

/** A document at Mifiel, the signing service behind DynamiCore's marketplace. */
export interface MifielDocument {
	id: string;
	client: number;
	field: string;
	fileName: string;
	originalHash: string;
	signers: Signer[];
	viewers: Array<{ name: string; email: string }>;
	externalId: string | null;
	daysToExpire: number | null;
	remindEvery: number;
	sendInvites: boolean;
	message: string | null;
	createdAt: string;
}
