import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { NodeRun, RunSetup } from '../support/engine';
import { startRecorder, type Recorded } from '../support/recorder';
import type { World } from '../support/world';

/** The resource locator of a person who gives an ID. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** The resource locator of a person who pastes an address. */
export function byUrl(value: string) {
	return { __rl: true, mode: 'url', value };
}

/** One request as it went over the wire, its body parsed. */
export interface Golden extends Recorded {
	json: Record<string, unknown>;
}

/**
 * Runs the Keynua node against a server that only writes down what it gets, and answers each request with `answer`.
 * For what the sandbox would let through though the document has it otherwise.
 */
export async function record(
	world: World,
	parameters: INodeParameters,
	{ answer = {}, ...setup }: RunSetup & { answer?: unknown } = {},
): Promise<{ requests: Golden[]; run: NodeRun }> {
	const recorder = await startRecorder(({ method, url }) => ({
		body: typeof answer === 'function' ? answer(`${method} ${url}`) : answer,
	}));
	const keynuaApi = { ...world.credentials.keynuaApi, baseUrl: recorder.url };
	const run = await world
		.keynua(parameters, { credentials: { keynuaApi }, ...setup })
		.finally(async () => await recorder.close());
	const requests = recorder.requests.map((request) => ({
		...request,
		json: request.body === '' ? {} : JSON.parse(request.body),
	}));
	return { requests, run };
}

/** The output's objects; fails the test with the node's own words when the node failed. */
export function jsons({ items, error }: NodeRun): Array<INodeExecutionData['json']> {
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	return items.map(({ json }) => json);
}

/** A real PDF, as binary data of an item. */
export async function pdfItem(world: World, ...fields: string[]): Promise<INodeExecutionData> {
	const content = await samplePdf(world);
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const field of fields.length > 0 ? fields : ['data']) {
		binary[field] = await world.engine.file(content, {
			fileName: `${field}.pdf`,
			mimeType: 'application/pdf',
		});
	}
	return { json: {}, binary };
}

export async function samplePdf(world: World): Promise<Buffer> {
	const { data } = await world.control.get('/samples/contract.pdf', {
		baseURL: world.sandbox.url,
		responseType: 'arraybuffer',
	});
	return Buffer.from(data);
}

/** The form of a contract with one signer, as a person fills it in. */
export const contractForm: INodeParameters = {
	resource: 'contract',
	operation: 'create',
	title: 'Contract created by API',
	documents: { document: [{ source: 'file', inputDataFieldNames: 'data' }] },
	signers: {
		signer: [{ name: 'Manuel Silva', email: 'msilva@keynua.com', groups: 'signers' }],
	},
};

export interface CreatedContract {
	id: string;
	users: Array<{ id: number; token: string; state: string }>;
}

/** A contract in the sandbox, made by the node. */
export async function createContract(world: World, changes: INodeParameters = {}): Promise<CreatedContract> {
	const run = await world.keynua({ ...contractForm, ...changes }, { input: [await pdfItem(world)] });
	const [contract] = jsons(run);
	return contract as unknown as CreatedContract;
}

/** What the sandbox's control API answers; fails the test when it refuses. */
export async function act<T = Record<string, unknown>>(
	world: World,
	path: string,
	body: object = {},
): Promise<T> {
	const { status, data } = await world.control.post(`/keynua${path}`, body);
	if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(data)}`);
	return data as T;
}

export async function requestsSeen(
	world: World,
): Promise<Array<{ method: string; url: string; headers: string[] }>> {
	return (await world.control.get('/requests')).data;
}
