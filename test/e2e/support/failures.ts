import type { INode } from 'n8n-workflow';
import { outputOf } from '../../../tools/n8n/workflow';
import type { RealN8n } from './realN8n';
import { chain, itemsNode, keynuaNode } from './workflows';

const five = ['A', 'B', '', 'D', 'E'].map((title) => ({ title }));
const create: INode['parameters'] = {
	resource: 'identityVerification',
	operation: 'create',
	title: '={{ $json.title }}',
	documentNumber: '12345678',
	inviteBy: 'nobody',
};

/** What becomes of the other items, and of a second try, when one item of a write fails: in whichever n8n it is. */
export function failureTests(
	given: () => Promise<Pick<RealN8n, 'client' | 'control' | 'credentials'>>,
): void {
	let n8n: Awaited<ReturnType<typeof given>>;
	beforeAll(async () => (n8n = await given()));
	beforeEach(async () => await n8n.control.delete('/requests'));

	async function run(name: string, extra: Partial<INode> = {}) {
		const before = await titlesAtKeynua();
		const keynua = keynuaNode(create, n8n.credentials.keynuaApi, extra);
		const workflow = await n8n.client.saveWorkflow(chain(name, itemsNode(five), keynua));
		const execution = await n8n.client.runToEnd(workflow.id, 'Start');
		const created = (await titlesAtKeynua()).slice(before.length);
		return { execution, created };
	}

	async function titlesAtKeynua(): Promise<string[]> {
		return (await verificationsAtKeynua()).map(({ title }) => title);
	}

	async function verificationsAtKeynua(): Promise<Array<{ id: string; title: string }>> {
		return (await n8n.control.get('/keynua/verifications')).data;
	}

	async function fault(definition: object): Promise<void> {
		const { status } = await n8n.control.post('/faults', {
			provider: 'keynua',
			method: 'PUT',
			...definition,
		});
		expect(status).toBe(201);
	}

	test('one of five items fails: the run stops, and the error tells what was already done', async () => {
		const { execution, created } = await run('Stop at the first that fails');
		const { error } = execution.data.resultData;
		expect(execution.status).toBe('error');
		expect(created).toEqual(['A', 'B']);
		expect(error?.message).toBe('"Title" is empty [item 2]');
		expect(error?.description).toMatch(/Already done \(Create\): item 0 \(.+\), item 1 \(.+\)/);
		expect(error?.description).toContain('Not started: items 3, 4.');
	});

	test('with Retry On Fail n8n runs the node again, and what was done is not done twice', async () => {
		const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { execution, created } = await run('Try again', again);
		expect(execution.status).toBe('error');
		expect(created).toEqual(['A', 'B']);
		const both = await run('Try again and go on', { ...again, onError: 'continueRegularOutput' });
		expect(both.created).toEqual(['A', 'B', 'D', 'E']);
	});

	test.each([
		['as it was then', false],
		['as it is saved now', true],
	])(
		'a person presses Retry in the list of executions, with the workflow %s: it goes on where it failed',
		async (_, withSavedWorkflow) => {
			const before = await verificationsAtKeynua();
			await fault({ kind: 'slow', delayMs: 1, times: 2 });
			await fault({ kind: 'status', status: 400, body: { message: 'not now' } });
			const keynua = keynuaNode(create, n8n.credentials.keynuaApi);
			const names = ['A', 'B', 'C', 'D', 'E'];
			const workflow = await n8n.client.saveWorkflow({
				...chain('Retried by a person', itemsNode(names.map((title) => ({ title }))), keynua),
			});
			const failed = await n8n.client.runToEnd(workflow.id, 'Start');
			expect(failed.data.resultData.error?.description).toContain('Not started: items 3, 4.');
			const done = (await verificationsAtKeynua()).slice(before.length);
			expect(done.map(({ title }) => title)).toEqual(['A', 'B']);

			const retried = await n8n.client.retryExecution(failed.id, withSavedWorkflow);
			expect(retried.status).toBe('success');
			const all = (await verificationsAtKeynua()).slice(before.length);
			expect(all.map(({ title }) => title)).toEqual(names);
			expect(all.slice(0, 2)).toEqual(done);
			const output = outputOf(retried, 'Keynua');
			expect(output.map(({ json }) => json.id)).toEqual(all.map(({ id }) => id));
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(names.map((__, item) => ({ item })));
		},
	);

	test('Retry does not send again what may have been done, and says how it can be', async () => {
		const before = await verificationsAtKeynua();
		await fault({ kind: 'reset-after' });
		const keynua = keynuaNode(create, n8n.credentials.keynuaApi);
		const two = itemsNode([{ title: 'A' }, { title: 'B' }]);
		const workflow = await n8n.client.saveWorkflow(chain('Lost answer', two, keynua));
		const failed = await n8n.client.runToEnd(workflow.id, 'Start');
		const retried = await n8n.client.retryExecution(failed.id, false);
		expect(retried.status).toBe('error');
		expect(retried.data.resultData.error?.message).toBe(failed.data.resultData.error?.message);
		expect(retried.data.resultData.error?.description).toContain('run the workflow anew with this item');
		const made = (await verificationsAtKeynua()).slice(before.length);
		expect(made.map(({ title }) => title)).toEqual(['A', 'B']);
	});

	test('with continue on fail the others go on, in order, and each is paired', async () => {
		const { execution, created } = await run('Go on', { onError: 'continueRegularOutput' });
		expect(execution.status).toBe('success');
		expect(created).toEqual(['A', 'B', 'D', 'E']);
		const output = outputOf(execution, 'Keynua');
		expect(output.map(({ json }) => json.title ?? json.error)).toEqual([
			'A',
			'B',
			'"Title" is empty [item 2]',
			'D',
			'E',
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => expect.objectContaining({ item })),
		);
	});

	test('with an error output, the one that failed goes there alone', async () => {
		const { execution } = await run('Split', { onError: 'continueErrorOutput' });
		expect(outputOf(execution, 'Keynua', 0).map(({ json }) => json.title)).toEqual(['A', 'B', 'D', 'E']);
		expect(outputOf(execution, 'Keynua', 1)).toMatchObject([
			{ json: { error: '"Title" is empty [item 2]' } },
		]);
	});
}
