import { parse as unflatten } from 'flatted';
import type { IDataObject, INodeTypeDescription, ITaskData } from 'n8n-workflow';
import { N8nRest, type N8nRefusal } from './rest';
import { waitFor } from './waitFor';
import type {
	CredentialInput,
	CredentialReference,
	CredentialSummary,
	CredentialTestResult,
	Execution,
	ExecutionSummary,
	PublicationStatus,
	SavedWorkflow,
	StartedRun,
	WorkflowJson,
	WorkflowSummary,
} from './workflow';

/** When a trigger cannot be set up, n8n tries for some 17 s before it says so. */
const PUBLISH_WITHIN_MS = 60_000;
const EXECUTION_WITHIN_MS = 60_000;

export interface Owner {
	email: string;
	/** At least 8 characters, with a digit and a capital letter: n8n insists. */
	password: string;
	firstName: string;
	lastName: string;
}

/** Does over REST what a person does in n8n's editor. Whatever n8n refuses is thrown as an N8nRefusal. */
export class N8nClient {
	private readonly rest: N8nRest;

	/** @param session that of another client, so as not to sign in again: n8n allows five times a minute */
	constructor(
		readonly url: string,
		session?: string,
	) {
		this.rest = new N8nRest(url, session);
	}

	get session(): string {
		return this.rest.session;
	}

	/** Makes the owner's account on a new n8n, or signs in on one that has it. */
	async ensureOwner(owner: Owner): Promise<void> {
		const settings = await this.rest.request<Settings>('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest.request('POST', '/rest/owner/setup', owner);
			return;
		}
		const { email, password } = owner;
		await this.rest.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Every credential, without what is in it. */
	async credentials(): Promise<CredentialSummary[]> {
		return await this.rest.request('GET', '/rest/credentials');
	}

	/** Creates a credential, or replaces the data of the one with the same name and type. */
	async saveCredential({ name, type, data }: CredentialInput): Promise<CredentialReference> {
		const all = await this.credentials();
		const existing = all.find((credential) => credential.name === name && credential.type === type);
		const body = { name, type, data };
		const { id } = existing
			? await this.rest.request<CredentialReference>('PATCH', `/rest/credentials/${existing.id}`, body)
			: await this.rest.request<CredentialReference>('POST', '/rest/credentials', body);
		return { id, name };
	}

	/** Tries a saved credential as the editor does. The data must be given: n8n keeps the stored secrets to itself. */
	async testCredential(credential: CredentialReference & CredentialInput): Promise<CredentialTestResult> {
		return await this.rest.request('POST', '/rest/credentials/test', { credentials: credential });
	}

	/** Creates a workflow, or replaces the one with the same name. What is published stays as it was until publish(). */
	async saveWorkflow(workflow: WorkflowJson): Promise<SavedWorkflow> {
		const { name, nodes, connections, pinData, settings } = workflow;
		const body = { name, nodes, connections, pinData, settings: { executionOrder: 'v1', ...settings } };
		const existing = await this.findWorkflow(name);
		return existing
			? await this.rest.request('PATCH', `/rest/workflows/${existing.id}?forceSave=true`, body)
			: await this.rest.request('POST', '/rest/workflows', { ...body, active: false });
	}

	/** Every workflow, without its nodes. */
	async workflows(): Promise<WorkflowSummary[]> {
		return await this.rest.request('GET', '/rest/workflows');
	}

	private async findWorkflow(name: string): Promise<SavedWorkflow | undefined> {
		const filter = JSON.stringify({ name });
		const found = await this.rest.request<SavedWorkflow[]>('GET', '/rest/workflows', undefined, { filter });
		// n8n finds every workflow whose name contains the text.
		return found.find((workflow) => workflow.name === name);
	}

	/**
	 * Makes the saved state live and waits until it is: webhooks answer, triggers are registered at the provider.
	 * @throws Error with n8n's message when a trigger cannot be set up
	 */
	async publish(workflow: SavedWorkflow): Promise<void> {
		const { id, versionId } = workflow;
		await this.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		await this.waitForPublication(workflow, 'published');
	}

	/** Takes the workflow off and waits until n8n has removed its webhooks. */
	async unpublish(workflow: Pick<SavedWorkflow, 'id' | 'name'>): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${workflow.id}/deactivate`, {});
		await this.waitForPublication(workflow, 'not_published');
	}

	private async waitForPublication(
		{ id, name }: Pick<SavedWorkflow, 'id' | 'name'>,
		wanted: PublicationStatus['status'],
	): Promise<void> {
		const what = `workflow "${name}" to be ${wanted}`;
		await waitFor(what, PUBLISH_WITHIN_MS, async () => {
			const publication = await this.publication(id);
			if (publication.status === 'failed')
				throw new Error(`"${name}" was not published: ${reasons(publication)}`);
			return publication.status === wanted || undefined;
		});
	}

	/** How far n8n is with publishing, which goes on after the call that asked for it was answered. */
	async publication(workflowId: string): Promise<PublicationStatus> {
		try {
			return await this.rest.request('GET', `/rest/workflows/${workflowId}/publication-status`);
		} catch (error) {
			if ((error as N8nRefusal).status !== 404) throw error;
			return await this.activation(workflowId);
		}
	}

	/** n8n 1 is done with publishing when it answers the call that asked for it, and knows no status of it. */
	private async activation(workflowId: string): Promise<PublicationStatus> {
		const { active } = await this.rest.request<SavedWorkflow>('GET', `/rest/workflows/${workflowId}`);
		return { status: active ? 'published' : 'not_published' };
	}

	async deleteWorkflow({ id }: Pick<SavedWorkflow, 'id'>): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/archive`, {});
		await this.rest.request('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Starts a saved workflow by hand, from one of its triggers.
	 * @param given what the trigger is to give, in place of waiting for it: what was written into a chat, say
	 */
	async run(workflowId: string, triggerNodeName: string, given?: IDataObject): Promise<StartedRun> {
		const data = given && triggerData(given);
		// n8n 1 runs the workflow that is sent along, n8n 2 the saved one.
		const workflowData = await this.rest.request('GET', `/rest/workflows/${workflowId}`);
		const start = { triggerToStartFrom: { name: triggerNodeName, data }, workflowData };
		return await this.rest.request('POST', `/rest/workflows/${workflowId}/run`, start);
	}

	/** Starts a workflow by hand and waits for its end. */
	async runToEnd(workflowId: string, triggerNodeName: string, given?: IDataObject): Promise<Execution> {
		const started = await this.run(workflowId, triggerNodeName, given);
		if ('executionId' in started) return await this.execution(started.executionId);
		throw new Error(`"${triggerNodeName}" waits for a webhook call: use run() and waitForExecution().`);
	}

	/** One execution with what its nodes gave, once it has ended. */
	async execution(id: string, timeoutMs = EXECUTION_WITHIN_MS): Promise<Execution> {
		return await waitFor(`execution ${id} to end`, timeoutMs, async () => {
			const execution = await this.readExecution(id);
			// n8n 1 writes the data after the rest.
			const isWhole = execution.stoppedAt && execution.data !== undefined;
			return isWhole && !isUnderWay(execution) ? execution : undefined;
		});
	}

	private async readExecution(id: string): Promise<Execution> {
		const execution = await this.rest.request<Execution & { data: string }>('GET', `/rest/executions/${id}`);
		return { ...execution, data: unflatten(execution.data) };
	}

	/** The latest executions of a workflow, newest first. */
	async executions(workflowId: string, limit = 20): Promise<ExecutionSummary[]> {
		const query = { filter: JSON.stringify({ workflowId }), limit };
		const page = await this.rest.request<{ results: ExecutionSummary[] }>(
			'GET',
			'/rest/executions',
			undefined,
			query,
		);
		// One that ends just now may be among the running ones and among the ended ones.
		return [...new Map(page.results.map((execution) => [execution.id, execution])).values()];
	}

	/** Waits until one of the workflow's latest executions satisfies the predicate, and gives it with its data. */
	async waitForExecution(
		workflowId: string,
		predicate: (execution: ExecutionSummary) => boolean,
		timeoutMs = EXECUTION_WITHIN_MS,
	): Promise<Execution> {
		return await waitFor(`an execution of workflow ${workflowId}`, timeoutMs, async () => {
			const found = (await this.executions(workflowId)).find(predicate);
			return found && (await this.readExecution(found.id));
		});
	}

	/**
	 * What "Retry" in the list of executions does, until it has ended: a new execution that goes on from the failed node.
	 * @param withSavedWorkflow with the workflow as it is saved now, in place of how it was then
	 */
	async retryExecution(id: string, withSavedWorkflow: boolean): Promise<Execution> {
		const body = { loadWorkflow: withSavedWorkflow };
		const retried = await this.rest.request<ExecutionSummary>('POST', `/rest/executions/${id}/retry`, body);
		return await this.execution(retried.id);
	}

	async stopExecution(id: string): Promise<void> {
		await this.rest.request('POST', `/rest/executions/${id}/stop`, {});
	}

	/** Every node type that n8n has loaded, in the version shown to a person. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.rest.request('GET', '/types/nodes.json');
	}

	/** Every credential type that n8n has loaded. */
	async credentialTypes(): Promise<Array<IDataObject & { name: string }>> {
		return await this.rest.request('GET', '/types/credentials.json');
	}
}

interface Settings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

/** A run of a trigger, as the editor sends it. */
function triggerData(json: IDataObject): ITaskData {
	const times = { startTime: Date.now(), executionTime: 0, executionIndex: 0 };
	return { ...times, executionStatus: 'success', source: [null], data: { main: [[{ json }]] } };
}

const isUnderWay = ({ status }: ExecutionSummary) => ['new', 'running', 'waiting'].includes(status);

function reasons({ triggers = [] }: PublicationStatus): string {
	const messages = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
	return messages.join('; ') || 'n8n gives no reason, see its log';
}
