import type {
	BinaryHelperFunctions,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Endpoint } from '../operation';

/** Whatever n8n function a request is made from: an action, a trigger, a drop-down that loads its list. */
export type Caller =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** A file on its way, as n8n's binary helpers take it. */
export type FileStream = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** An HTTP answer. `body` is parsed JSON, or the text where it is none; of a file, a stream. Header names are in lower case. */
export interface Answer {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/** Why the provider did not do what it was asked, in its own words. */
export interface Refusal {
	words?: string;
	code?: string;
	advice?: string;
	/** Whether it was done, where the answer tells more or less about that than its HTTP status does. */
	fate?: Fate;
	/** Not to be repeated, even where that would be safe: the provider takes offence at repetition. */
	isFinal?: boolean;
	/** What is shown of the answer, where a part of it must not be. */
	answer?: unknown;
	/** The provider no longer knows the session. The body is then made anew, once, with a new session. */
	sessionGone?: boolean;
}

/** What the runtime has to know about a provider. Each provider's transport.ts has one. */
export interface Provider {
	/** As people know it. */
	name: string;
	credentialType: string;
	/** The credential's fields that must never be shown. */
	secretFields: string[];
	/** What is made of them for a request and must not be shown either, such as a signature. Without groups. */
	secretPattern?: RegExp;
	/** It takes offence at repetition: nothing is asked again whose answer was lost, not even a read. */
	asksOnce?: true;
	baseUrl(credentials: IDataObject): string;
	/** What the credential says about `{name}` parts of paths, such as a function whose name may differ. */
	pathValues?(credentials: IDataObject): Record<string, string>;
	/**
	 * Reads the reason out of an answer. Called with every answer, because some providers refuse within a 200:
	 * for such an answer, return the refusal; for a success, return undefined.
	 */
	refusal(answer: Answer): Refusal | undefined;
}

export type Body = IDataObject | URLSearchParams | FormData;

export interface RequestValues {
	/** Values for the `{name}` parts of the endpoint's path. */
	path?: Record<string, string>;
	query?: IDataObject;
	/** A function makes the body for each try anew: for a session that may be gone by then. */
	body?: Body | ((sessionGone: boolean) => Promise<Body>);
	/** What else a failure must not show: passwords that a person entered, the session in the body. */
	secrets?: () => string[];
	/**
	 * `file`: a stream of bytes, of at most 500 MB and 10 minutes. `text`: the body as it came, for answers that are not
	 * always JSON. Default `json`. These two may have 100 MB and take 2 minutes.
	 */
	expect?: Expectation;
	/**
	 * With `file`: tells a file by its first kilobyte, for providers whose refusals come with a 2xx and any content
	 * type in place of the file. Whatever is no file is read as text and given to `refusal`.
	 */
	isFile?: (start: Buffer) => boolean;
}

export type Expectation = 'json' | 'file' | 'text';

/** What a successful answer is: see RequestValues. */
export interface Expected extends Pick<RequestValues, 'expect' | 'isFile'> {
	endpoint: Endpoint;
}

/**
 * What is known of a request that did not go well (fate.ts has what proves it):
 * - `refused`: the provider understood it and did not do it;
 * - `notTaken`: it never reached the provider, or was turned away unread;
 * - `unknown`: the provider may or may not have done it.
 */
export type Fate = 'refused' | 'notTaken' | 'unknown';

/** What failed before anything was sent. */
export type Unsent = 'connection' | 'tls' | 'proxy' | 'credential' | 'n8n' | 'stopped';

export interface Failure extends Refusal {
	fate: Fate;
	/** HTTP status, when there was an answer. */
	status?: number;
	/** What the network said, such as ECONNREFUSED, when there was none. */
	networkCode?: string;
	/** Set when nothing was sent. */
	unsent?: Unsent;
	/** How long the provider asked us to wait. */
	retryAfterMs?: number;
	/** The provider's answer, of an error page its beginning. */
	answer?: unknown;
}

/** What came of a request. */
export type Result<T> = { success: T } | { failure: Failure };
