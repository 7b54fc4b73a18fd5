import type { FastifyInstance } from 'fastify';
import type { Changes } from './changes';
import type { FaultQueue, Misbehave } from './faults';
import type { History } from './history';
import type { ProviderPage } from './page/providerPage';
import type { RequestLog } from './requestLog';
import type { Switches } from './switches';
import type { Wires } from './wires';

/** What a provider may use of the sandbox it lives in. */
export interface SandboxContext {
	/** The sandbox's own address, without a trailing slash; known once it listens. */
	url(): string;
	log: RequestLog;
	faults: FaultQueue;
	misbehave?: Misbehave;
	/** What happened to each object, for the page. */
	history: History;
	/** What each delivery looked like on the wire, for the page. */
	wires: Wires;
	/** Lets those who look at the page know. */
	changes: Changes;
}

/** A refusal as it goes over the wire. A text is sent as it is. */
export interface RefusalAnswer {
	status: number;
	body: unknown;
	type?: string;
}

/** A provider that the sandbox plays. Adding one is one more folder and one more line in `server.ts`. */
export interface Provider {
	/** The path prefix of its API, and its name in the request log and the faults. */
	name: string;
	/** Its API, under `/<name>`. */
	api(app: FastifyInstance): void;
	/** What tests and the demo steer it with, under `/control/<name>`. */
	control(app: FastifyInstance): void;
	/** Its part of the page, under `/page/<name>`. */
	page: ProviderPage;
	/** The pages that a signer or a verified person would have on the phone, under `/phone/<name>`. */
	phone(app: FastifyInstance): void;
	/** What its documents leave open, and which reading it plays. */
	switches: Switches;
	/** How it says no: with the status that fits, and its code where it has one, as the reading that is played has it. */
	refusal(message: string, status: number, code?: string): RefusalAnswer;
	/** Ends the sessions of those who are logged in, where there are any. */
	endSessions?(): void;
	/** Forgets everything. */
	reset(): void;
	/** Stops what is under way. */
	close(): void;
}
