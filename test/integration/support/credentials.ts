import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

/** Plain credential data by credential type, as a person entered it. */
export type StoredCredentials = Record<string, ICredentialDataDecryptedObject>;

/**
 * What n8n does with credentials (its CredentialsHelper), with plain objects in place of the database: what n8n would
 * save, such as a renewed session, is written back into the given data.
 */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly stored: StoredCredentials,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		const parents = this.types[name]?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.type(name);
		const all: INodeProperties[] = [];
		for (const parent of parents) NodeHelpers.mergeNodeProperties(all, this.getCredentialsProperties(parent));
		NodeHelpers.mergeNodeProperties(all, properties);
		return all;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ id }: INodeCredentialsDetails,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.stored[name];
		if (!stored) throw new Error(`Credential with ID "${id}" does not exist for type "${name}".`);
		return this.withDefaults(name, stored);
	}

	/** Fields that a person left alone, and hidden ones, have their defaults. */
	withDefaults(name: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(name);
		const complete = NodeHelpers.getNodeParameters(properties, { ...data } as never, true, false, null, null);
		return complete as ICredentialDataDecryptedObject;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const session = this.type(name).properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		// A credential test always signs in anew. This is how n8n recognises one.
		const isTest = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (!session || !(credentials[session.name] === '' || expired || isTest)) return undefined;
		const renewed = await this.runPreAuthentication(helpers, credentials, name);
		if (renewed?.[session.name] === undefined || !node.credentials) return undefined;
		await this.updateCredentials(node.credentials[name], name, renewed);
		return Object.assign(credentials, renewed);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		return (await this.type(name).preAuthentication?.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(name);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate?.type !== 'generic') return request;
		const value = (text: string) => resolved(text, credentials, workflow, node);
		const target = request as unknown as Record<string, Record<string, unknown>>;
		target.headers ??= {};
		for (const [place, entries] of Object.entries(authenticate.properties)) {
			target[place] ??= {};
			for (const [key, text] of Object.entries(entries as Record<string, string>)) {
				target[place][value(key)] = value(text);
			}
		}
		return request;
	}

	async updateCredentials(
		_credential: INodeCredentialsDetails,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[name] = Object.assign(this.stored[name] ?? {}, data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('OAuth is not part of the test engine.');
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Encrypted credentials are not part of the test engine.');
	}

	private type(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new Error(`The test engine was given no credential type "${name}".`);
		return type;
	}
}

function resolved(
	text: string,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(text)) return text;
	const keys = { $credentials: credentials };
	const value = workflow.expression.getSimpleParameterValue(node, text, 'internal', keys, undefined, '');
	return (value || '').toString();
}
