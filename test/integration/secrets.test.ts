import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { credentialsAt, found, secrets, shown, withMood } from './support/canaries';
import { moodItems, startParrot, SUCCESS, type Parrot } from './support/parrot';
import { startRecorder } from './support/recorder';
import { items, startWorld, type World } from './support/world';

let world: World;
let parrot: Parrot;
beforeAll(async () => {
	world = await startWorld();
	parrot = await startParrot(secrets.session);
});
afterAll(async () => {
	await parrot.close();
	await world.close();
});

type NodeName = 'keynua' | 'dynamiCore' | 'mensatek' | 'firmafy';

/** Every parameter that holds a secret, in each operation that has one; ids carry the mood where no parameter can. */
const operations: Array<[NodeName, INodeParameters]> = [
	['keynua', { resource: 'contract', operation: 'delete', contractId: '={{ $json.mood }}' }],
	[
		'keynua',
		{
			resource: 'oneTimeCode',
			operation: 'verify',
			signerToken: withMood(secrets.signerToken),
			code: secrets.code,
		},
	],
	[
		'keynua',
		{ resource: 'signing', operation: 'getPendingItems', signerToken: withMood(secrets.signerToken) },
	],
	[
		'keynua',
		{
			resource: 'signing',
			operation: 'submitItems',
			signerToken: withMood(secrets.signerToken),
			otpToken: secrets.otpToken,
			items: { item: [{ itemId: '1', version: '1', kind: 'text', text: 'x' }] },
		},
	],
	['dynamiCore', { resource: 'client', operation: 'get', clientId: '={{ $json.mood }}' }],
	['dynamiCore', { resource: 'account', operation: 'get', accountId: '={{ $json.mood }}' }],
	[
		'dynamiCore',
		{ resource: 'sat', operation: 'loadKeys', clientId: '424', password: withMood(secrets.satPassword) },
	],
	[
		'dynamiCore',
		{
			resource: 'sat',
			operation: 'loadKeys',
			clientId: '424',
			keyType: 'efirma',
			keysFrom: 'base64',
			password: withMood(secrets.satPassword),
			keyBase64: secrets.privateKey,
			cerBase64: 'AAAA',
		},
	],
	['firmafy', { resource: 'signatureRequest', operation: 'invalidate', csv: '={{ $json.mood }}' }],
];

const credentialOf = (node: NodeName, url: string) => {
	const type = `${node}Api`;
	return { [type]: credentialsAt(url)[type] as Record<string, string> };
};

test.each(
	operations.map(
		([node, parameters]) =>
			[node, `${String(parameters.resource)}: ${String(parameters.operation)}`, parameters] as const,
	),
)('%s, %s: a provider that repeats everything, in each way to fail', async (node, _, parameters) => {
	const before = parrot.heard();
	const { execution, items: output } = await world[node](
		{ ...parameters, options: { itemsInParallel: 10 } },
		{
			input: items(...moodItems(node)),
			credentials: credentialOf(node, parrot.url),
			node: { onError: 'continueRegularOutput' },
		},
	);
	expect(output).toHaveLength(moodItems(node).length);
	expect(parrot.heard() - before).toBeGreaterThanOrEqual(output.length);
	expect(textOf(output)).toContain('•••');
	expect(found(shown(execution))).toEqual([]);
});

/** What stands in the body or the address because the node, not the credential, puts it there. */
const sent = ['session', 'signerToken', 'otpToken', 'code', 'satPassword', 'privateKey'];
/** Get Pending Items hands on a list of its own making, and nothing else that is in the answer. */
const sending = operations.filter(
	([, parameters]) =>
		found(JSON.stringify(parameters)).length > 0 && parameters.operation !== 'getPendingItems',
);
const withKeysInAddress: INodeParameters = {
	resource: 'client',
	operation: 'getSatData',
	clientId: '424',
	sendKeys: true,
	rfc: 'RALO101086GT4',
	keysFrom: 'base64',
	password: withMood(secrets.satPassword),
	keyBase64: secrets.privateKey,
	cerBase64: 'AAAA',
};
const invalidate = operations.filter(([node]) => node === 'firmafy');

test.each(
	[...sending, ['dynamiCore', withKeysInAddress] as const, ...invalidate].map(
		([node, parameters]) =>
			[node, `${String(parameters.resource)}: ${String(parameters.operation)}`, parameters] as const,
	),
)(
	'%s, %s: a success is given out as it came, whatever the provider repeats in it',
	async (node, _, parameters) => {
		const { error, items: output } = await world[node](parameters, {
			input: items({ mood: SUCCESS }),
			credentials: credentialOf(node, parrot.url),
		});
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(textOf(output)).not.toContain('•••');
		expect(found(textOf(output)).filter((name) => sent.includes(name))).not.toEqual([]);
	},
);

const textOf = (output: INodeExecutionData[]) => JSON.stringify(output);

test.each(moodItems('mensatek'))(
	'mensatek, whose ids are numbers, at an address with the mood $mood',
	async ({ mood }) => {
		const parameters = { resource: 'account', operation: 'getCredits' };
		const credentials = credentialOf('mensatek', `${parrot.url}/${mood}`);
		const { error, execution } = await world.mensatek(parameters, { credentials });
		expect(error).toBeDefined();
		expect(found(shown(execution))).toEqual([]);
	},
);

test('lists that are loaded for a form', async () => {
	const credentials = credentialOf('keynua', `${parrot.url}/parrot-401`);
	const search = world.engine.listSearch('n8n-nodes-esign-kyc.keynua', 'searchVerifications', {
		credentials,
	});
	const thrown = await search.then(
		() => undefined,
		(error: Error) => error,
	);
	expect(thrown?.message).toContain('401');
	expect(found(shown({ ...thrown, message: thrown?.message }))).toEqual([]);
});

test('storage that repeats the signature of a presigned link', async () => {
	const link = `${parrot.url}/parrot-403/a.pdf?X-Amz-Signature=${secrets.linkSignature}`;
	const pdf = { id: 1, type: 'pdf', title: 'Final', state: 'success', value: { url: link } };
	const keynua = await startRecorder(() => ({
		body: { id: 'c', title: 'Lease', status: 'done', items: [pdf], users: [], documents: [] },
	}));
	const { error } = await world.keynua(
		{ resource: 'contract', operation: 'downloadSigned', contractId: 'c' },
		{ credentials: credentialOf('keynua', keynua.url) },
	);
	await keynua.close();
	expect(error?.message).toContain('403');
	expect(found(shown({ ...error, message: error?.message, stack: error?.stack }))).toEqual([]);
});

test('base URLs with a login in them', async () => {
	const login = `user:${secrets.loginInAddress}@`;
	for (const url of [`http://${login}127.0.0.1:9`, `htp://${login}example.com`, `${login}example.com`]) {
		const { error, execution } = await world.keynua(operations[0][1], {
			input: items({ mood: 'parrot-400' }),
			credentials: credentialOf('keynua', url),
		});
		expect(error).toBeDefined();
		expect(found(shown(execution))).toEqual([]);
	}
});
