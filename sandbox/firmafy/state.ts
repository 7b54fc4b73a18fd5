import type { History } from '../history';
import type { SandboxContext } from '../provider';
import { notFound } from '../refusal';
import { Switches } from '../switches';
import { Clock } from './clock';
import { Files } from './files';
import { initialPlan, type Plan } from './plan';
import type { SentEmail, SentSms, SignatureRequest } from './records';
import { Sessions } from './sessions';
import { firmafyQuestions } from './switches';
import { initialTemplates, type Template } from './templates';
import { Webhooks } from './webhooks';

/** Everything one sandbox's Firmafy knows. */
export class FirmafyState {
	readonly switches = new Switches(firmafyQuestions);
	readonly clock = new Clock(() => this.switches.now.zone);
	readonly sessions = new Sessions(this.clock, this.switches);
	readonly requests = new Map<string, SignatureRequest>();
	readonly files: Files;
	readonly webhooks: Webhooks;
	plan: Plan = { ...initialPlan };
	templates: Template[] = [...initialTemplates];
	emails: SentEmail[] = [];
	messages: SentSms[] = [];

	readonly history: History;

	constructor(baseUrl: () => string, { history, wires }: Pick<SandboxContext, 'history' | 'wires'>) {
		this.history = history;
		this.files = new Files(baseUrl);
		this.webhooks = new Webhooks(this.clock, this.files, wires, this.switches);
	}

	/** For the page and the control API. Refuses 404. */
	request(csv: string): SignatureRequest {
		const request = this.requests.get(csv);
		if (!request) throw notFound(`There is no request ${csv}`);
		return request;
	}

	/** Lets time pass: sessions grow old, deliveries that failed are tried again. */
	async advance(minutes: number): Promise<void> {
		this.clock.advance(minutes * 60 * 1000);
		await this.webhooks.retryDue();
	}

	reset(): void {
		this.clock.reset();
		this.sessions.reset();
		this.requests.clear();
		this.files.clear();
		this.webhooks.reset();
		this.plan = { ...initialPlan };
		this.templates = [...initialTemplates];
		this.emails = [];
		this.messages = [];
	}
}
