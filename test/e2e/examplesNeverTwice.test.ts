import axios from 'axios';
import { waitFor } from '../../tools/n8n/waitFor';
import { outputOf, type Execution, type SavedWorkflow } from '../../tools/n8n/workflow';
import { webSiteHeader } from '../../demo/credentials';
import { exampleNamed, executionIds, newExecution } from './support/examples';
import { realN8n, type RealN8n } from './support/realN8n';

/** Ask many people, and never twice: every kind of failure in one list, and each person asked exactly once. */

let n8n: RealN8n;
let example: SavedWorkflow;
let url: string;
beforeAll(async () => {
	n8n = await realN8n();
	example = exampleNamed(n8n, 'Ask many people, and never twice');
	url = `${n8n.n8nUrl}/webhook/people-to-verify`;
});
afterEach(async () => await n8n.control.delete('/faults'));

const people = ['Answer lost', 'Keynua busy', 'Never arrived', 'Wrong address', 'Nothing special'].map(
	(name, index) => ({
		id: 900 + index,
		name,
		documentNumber: '12345678',
		email: name === 'Wrong address' ? 'not an address' : `person${index}@example.com`,
	}),
);

/** What happens to the requests that create a verification, in their order. */
const faults = [
	{ kind: 'reset-after' },
	{ kind: 'status', status: 429, retryAfter: 1 },
	// The second person's next try goes well, so this one meets the third.
	{ kind: 'slow', delayMs: 1 },
	{ kind: 'reset-before' },
];

let failed: Execution;
test('the execution ends with a sentence about whom to look after', async () => {
	for (const fault of faults)
		await n8n.control.post('/faults', { provider: 'keynua', method: 'PUT', ...fault });
	const before = await executionIds(n8n.client, example);
	await axios.post(url, { people }, { headers: { [webSiteHeader.name]: webSiteHeader.value } });
	failed = await newExecution(n8n.client, example, before, 'webhook');
	expect(failed.data.resultData.error?.message).toBe(
		'Not asked, 1 of 5: Wrong address ("Email" is not an e-mail address: not an address [item 3])',
	);
});

test('each person has exactly one verification, and the wrong address none', async () => {
	const { data } = await n8n.control.get<Array<{ title: string }>>('/keynua/verifications');
	const asked = data.map(({ title }) => title).filter((title) => /^Person 90\d:/.test(title));
	expect(asked.sort()).toEqual([
		'Person 900: Answer lost',
		'Person 901: Keynua busy',
		'Person 902: Never arrived',
		'Person 904: Nothing special',
	]);
});

test('the lost answer was looked up, and only the one that never arrived was asked again', async () => {
	const names = (node: string) => outputOf(failed, node).map(({ json }) => json.person ?? json.title);
	expect(names('Asked')).toEqual(['Person 901: Keynua busy', 'Person 904: Nothing special']);
	expect(names('Asked, as it turns out')).toEqual(['Person 900: Answer lost']);
	expect(names('Ask again')).toEqual(['Person 902: Never arrived']);
});

test('somebody is told by e-mail', async () => {
	const alert = await waitFor('the alert', 30_000, async () => {
		const { data } = await n8n.control.get<Array<{ subject: string; body: string }>>('/firmafy/emails');
		return data.find(({ subject }) => subject === 'It stopped: Ask many people, and never twice');
	});
	expect(alert.body).toContain('Not asked, 1 of 5: Wrong address');
	expect(alert.body).toContain(`/executions/${failed.id}`);
});

test('without the header nobody can start it', async () => {
	const before = await executionIds(n8n.client, example);
	const { status } = await axios.post(url, { people }, { validateStatus: () => true });
	expect(status).toBe(403);
	expect(await executionIds(n8n.client, example)).toEqual(before);
});
