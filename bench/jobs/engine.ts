import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';
import type { IBinaryData, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { createEngine, type Engine } from '../../test/integration/support/engine';
import { digestOfAll } from '../digest';
import { loopNode, nullNode } from '../nodes/comparisons';
import { builtCredential, builtNode, idValue } from '../product';
import { API_KEY } from './answers';
import { measure, type Cost } from './measure';
import { profiled, type ProfileEntry } from './profile';

const keynua = builtNode('Keynua');
const dynamiCore = builtNode('DynamiCore');

/** The node with nothing in its form but one operation, to see what the other operations cost. */
function onlyOperation(node: INodeType, resource: string, operation: string): INodeType {
	const shown = (only: string[] | undefined, value: string) => !only || only.includes(value);
	const properties = node.description.properties.filter(({ name, displayOptions }) => {
		const show = displayOptions?.show as Record<string, string[]> | undefined;
		return name === 'operation' || (shown(show?.resource, resource) && shown(show?.operation, operation));
	});
	return { ...node, execute: node.execute, description: { ...node.description, properties } };
}

const nodes: Record<string, INodeType> = {
	keynua,
	dynamiCore,
	keynuaContractOnly: onlyOperation(keynua, 'contract', 'create'),
	loop: loopNode(keynua.description),
	...Object.fromEntries(
		[1, 10].flatMap((limit) => [
			[`nullReads${limit}`, nullNode(keynua.description, 'getVerification', limit)],
			[`nullWrites${limit}`, nullNode(dynamiCore.description, 'createClient', limit)],
		]),
	),
};

let ready: Promise<Engine> | undefined;

async function engine(): Promise<Engine> {
	ready ??= createEngine({
		nodes,
		credentials: {
			keynuaApi: builtCredential('KeynuaApi'),
			dynamiCoreApi: builtCredential('DynamiCoreApi'),
		},
		binaryMode: 'filesystem',
	});
	return await ready;
}

const credentialsFor = (serverUrl: string) => ({
	keynuaApi: { environment: 'custom', baseUrl: serverUrl, apiKey: API_KEY, apiToken: 'token' },
	dynamiCoreApi: { baseUrl: serverUrl, clientKey: 'client', secretKey: 'secret', scheme: 'Ictineo' },
});

export interface RunInput {
	node: string;
	/** Name of the parameters to set: see `forms`. */
	form: keyof typeof forms;
	count: number;
	serverUrl: string;
	itemsInParallel?: number;
}

export interface RunResult extends Cost {
	items: number;
	/** Over all that came out, whatever its order. */
	digest: number;
}

const signer = (index: number) => ({
	name: `Signer ${index}`,
	email: `signer${index}@example.com`,
	phone: `5198765${String(index).padStart(4, '0')}`,
	groups: 'signers',
});

function contract(signers: number, additionalFields: INodeParameters = {}): INodeParameters {
	return {
		resource: 'contract',
		operation: 'create',
		title: '={{ $json.id }}',
		templateId: 'keynua-peru-default',
		simplify: false,
		documents: {
			document: [{ source: 'base64', name: 'contract.pdf', base64: 'JVBERi0xLjcKJSVFT0YK' }],
		},
		signers: { signer: Array.from({ length: signers }, (_, index) => signer(index)) },
		additionalFields,
	};
}

const everyField: INodeParameters = {
	chosenNotificationOptions: ['email', 'sms'],
	description: 'Longer text under the title',
	expirationInHours: 72,
	language: 'es',
	metadata: { entry: [{ name: 'internalId', value: '={{ $json.id }}' }] },
	onBehalfOf: 'account',
	otherAttributes: '{ "timezone": "America/Lima" }',
	reference: '={{ $json.id }}',
	userEmailNotifications: true,
};

const forms = {
	getVerification: (): INodeParameters => ({
		resource: 'identityVerification',
		operation: 'get',
		verificationId: idValue(keynua.description, 'verificationId', '={{ $json.id }}'),
		simplify: false,
	}),
	createClient: (): INodeParameters => ({
		resource: 'client',
		operation: 'create',
		clientType: '17',
		firstname: 'Rafael',
		lastname: 'Lopez',
		rfc: 'RALO101086GT4',
		email: '={{ $json.id }}@example.com',
		additionalFields: { status: 'Active' },
	}),
	contractWith1Signer: () => contract(1),
	contractWith20Signers: () => contract(20),
	contractWithEverything: () => contract(1, everyField),
};

async function runNode({ node, form, count, serverUrl, itemsInParallel }: RunInput): Promise<RunResult> {
	const running = await engine();
	const options = itemsInParallel === undefined ? {} : { itemsInParallel };
	const parameters = { ...forms[form](), options };
	const input = Array.from({ length: count }, (_, index) => ({ json: { id: `item-${index}` } }));
	const credentials = credentialsFor(serverUrl);
	const { result, ...cost } = await measure(
		async () => await running.runNode(node, { parameters, credentials, input }),
	);
	if (result.error) throw result.error;
	const { items } = result;
	return { ...cost, items: items.length, digest: digestOfAll(items.map(({ json }) => json)) };
}

/** Memory that stays when a run has ended and its output is still held, in bytes. */
async function heldAfter(input: RunInput): Promise<{ held: number }> {
	global.gc?.();
	const before = process.memoryUsage().heapUsed;
	const running = await engine();
	const items = Array.from({ length: input.count }, (_, index) => ({ json: { id: `item-${index}` } }));
	const run = await running.runNode(input.node, {
		parameters: { ...forms[input.form](), options: {} },
		credentials: credentialsFor(input.serverUrl),
		input: items,
	});
	global.gc?.();
	const held = process.memoryUsage().heapUsed - before;
	if (run.items.length !== input.count) throw new Error(`${run.items.length} items came out.`);
	return { held };
}

async function download({ bytes, serverUrl }: { bytes: number; serverUrl: string }) {
	const running = await engine();
	const contractId = idValue(keynua.description, 'contractId', String(bytes));
	const parameters = { resource: 'contract', operation: 'downloadSigned', contractId, options: {} };
	const { result, ...cost } = await measure(
		async () => await running.runNode('keynua', { parameters, credentials: credentialsFor(serverUrl) }),
	);
	if (result.error) throw result.error;
	return { ...cost, hash: await hashOf(result.items[0]) };
}

async function hashOf({ binary }: INodeExecutionData): Promise<string> {
	const { createReadStream } = await import('node:fs');
	const path = await fileOf(binary!.data);
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

async function fileOf({ id }: IBinaryData): Promise<string> {
	const { Container, core } = await import('../../test/integration/support/n8nCore');
	return Container.get(core.BinaryDataService).getPath(id!);
}

async function upload({ bytes, serverUrl }: { bytes: number; serverUrl: string }) {
	const running = await engine();
	const data = await running.file(Readable.from(content(bytes)), {
		fileName: 'file.pdf',
		mimeType: 'application/pdf',
	});
	const parameters = {
		resource: 'client',
		operation: 'uploadDocuments',
		clientId: idValue(dynamiCore.description, 'clientId', '424'),
		field: 'acta_constitutiva',
		inputDataFieldNames: 'data',
		options: {},
	};
	const input = [{ json: {}, binary: { data } }];
	const credentials = credentialsFor(serverUrl);
	const { result, ...cost } = await measure(
		async () => await running.runNode('dynamiCore', { parameters, credentials, input }),
	);
	if (result.error) throw result.error;
	return cost;
}

function* content(bytes: number) {
	const chunk = Buffer.alloc(64 * 1024, 'x');
	for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}

async function profile(input: RunInput): Promise<ProfileEntry[]> {
	return await profiled(async () => await runNode(input));
}

export const jobs = { runNode, heldAfter, download, upload, profile };
