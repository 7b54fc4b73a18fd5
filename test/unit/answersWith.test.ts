import { Readable } from 'node:stream';
import { resources as firmafy } from '../../nodes/Firmafy/resources';
import { resources as keynua } from '../../nodes/Keynua/resources';
import { resources as mensatek } from '../../nodes/Mensatek/resources';
import { judge } from '../../nodes/runtime/http/answers';
import type { Answer, Provider } from '../../nodes/runtime/http/provider';
import type { Resource } from '../../nodes/runtime/operation';

/** What the documents answer with to a write, where they show the id of what was made. */
const documented: Array<[string, Resource[], string, string, string, object]> = [
	['Keynua', keynua, 'contract', 'create', 'id', { id: 'some:id' }],
	['Keynua', keynua, 'identityVerification', 'create', 'id', { id: '88b93325-82c4-40aa-9606-f49c757382ae' }],
	['Keynua', keynua, 'documentTemplate', 'fill', 'files.0.storageId', { files: [{ storageId: 'eyJi' }] }],
	[
		'Mensatek',
		mensatek,
		'identityVerification',
		'send',
		'ID',
		{ Res: '10', ID: '1994779988', Cred: '12000' },
	],
	['Firmafy', firmafy, 'signatureRequest', 'create', 'data', { error: false, message: 'x', data: 'xxxxxxx' }],
];

const provider: Provider = {
	name: 'Provider',
	credentialType: 'api',
	secretFields: [],
	baseUrl: () => 'https://api.example.com',
	refusal: () => undefined,
};

test.each(documented)(
	'%s: a write whose answer lacks its documented id proves nothing (%#)',
	async (_, resources, resource, operation, path, answer) => {
		const { endpoints } = resources.find(({ value }) => value === resource)!.operations[operation];
		const endpoint = endpoints.find(({ effect }) => effect === 'write')!;
		expect(endpoint.answersWith).toBe(path);
		const judged = async (body: string, status = 200) => {
			const stream = Readable.from([Buffer.from(body)]) as Answer['body'];
			return await judge(provider, { status, headers: {}, body: stream }, { endpoint });
		};
		expect(await judged(JSON.stringify(answer))).toMatchObject({ success: { body: answer } });
		for (const [body, status] of [
			['{}', 200],
			['', 204],
			['[]', 200],
			['null', 200],
		] as const) {
			expect(await judged(body, status)).toMatchObject({
				failure: { fate: 'unknown', words: `its answer has no “${path}”` },
			});
		}
	},
);
