import type { History } from '../history';
import type { SandboxContext } from '../provider';
import { notFound } from '../refusal';
import { Switches } from '../switches';
import { Guard } from './guard';
import { Reports } from './reports';
import { mensatekQuestions } from './switches';
import type { Verification } from './types';

export const mensatekCredentials = { apiUser: 'sandbox-api-user', apiToken: 'sandbox-api-token' };

/** As in the documented samples. */
const initialCredits = 12_000;
const firstId = 1_994_779_988;

/** Everything one sandbox's Mensatek knows: one account. */
export class MensatekState {
	readonly switches = new Switches(mensatekQuestions);
	readonly verifications = new Map<string, Verification>();
	readonly reports: Reports;
	readonly history: History;
	/** The address that the link in the message leads to. */
	readonly phoneUrl: () => string;
	guard = new Guard();
	credits = initialCredits;
	private nextId = firstId;

	constructor({ url, history, wires }: Pick<SandboxContext, 'url' | 'history' | 'wires'>) {
		this.reports = new Reports(wires, this.switches);
		this.history = history;
		this.phoneUrl = () => `${url()}/phone/mensatek`;
	}

	newId(): string {
		return String(this.nextId++);
	}

	/** Refuses 404 for an unknown id. */
	verification(id: string): Verification {
		const verification = this.verifications.get(id);
		if (!verification) throw notFound(`There is no verification ${id}`);
		return verification;
	}

	reset(): void {
		this.verifications.clear();
		this.reports.reset();
		this.guard = new Guard();
		this.credits = initialCredits;
		this.nextId = firstId;
	}
}
