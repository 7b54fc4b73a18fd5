import { outputOf, type Execution, type SavedWorkflow } from '../../tools/n8n/workflow';
import type { ChatRequest, Tool } from '../../tools/scriptedModel/protocol';
import { exampleNamed, failureOf, ran } from './support/examples';
import { realN8n, type RealN8n } from './support/realN8n';

/** The assistant, with the scripted model in place of a real one: what it is told, what it does, what it says. */

let n8n: RealN8n;
let example: SavedWorkflow;
beforeAll(async () => {
	n8n = await realN8n();
	example = exampleNamed(n8n, 'Assistant with the nodes as tools');
});
beforeEach(async () => await n8n.model.delete('/requests'));

/** Writes into the chat, as the editor does. */
async function write(chatInput: string): Promise<Execution> {
	const message = { sessionId: 'test', action: 'sendMessage', chatInput };
	return await n8n.client.runToEnd(example.id, 'Chat', message);
}

const said = (execution: Execution) => outputOf(execution, 'Assistant')[0].json.output;
const sentToModel = async () => (await n8n.model.get<ChatRequest[]>('/requests')).data;

async function verifications(): Promise<Array<{ id: string; userFullName: string; userEmail: string }>> {
	return (await n8n.control.get('/keynua/verifications')).data;
}

test('the model gets tools that explain themselves: name, purpose, and each value that it is to give', async () => {
	const execution = await write('Hello');
	expect(failureOf(execution)).toBeUndefined();
	const [{ tools = [], messages }] = await sentToModel();
	expect(messages[0]).toMatchObject({
		role: 'system',
		content: expect.stringContaining('never guess an ID'),
	});
	expect(tools.map((tool) => tool.function.name).sort()).toEqual([
		'Ask_for_the_identity',
		'Clients',
		'Credits_left',
		'Latest_verifications',
		'One_verification',
	]);
	const ask = tools.find((tool) => tool.function.name === 'Ask_for_the_identity') as Tool;
	expect(ask.function.description).toMatch(/It costs money and reaches the person/);
	expect(ask.function.parameters).toMatchObject({
		type: 'object',
		properties: {
			document_number: { type: 'string', description: expect.stringMatching(/digits/) },
			email: { type: 'string', description: expect.stringMatching(/E-mail address/) },
			full_name: { type: 'string', description: 'Full name of the person' },
		},
	});
	expect([...(ask.function.parameters?.required ?? [])].sort()).toEqual([
		'document_number',
		'email',
		'full_name',
	]);
	expect(said(execution)).toContain('I can look up clients');
});

test('it looks up what is left of the plan', async () => {
	const { data: plan } = await n8n.control.get('/firmafy/plan');
	const execution = await write('How many credits are left?');
	expect(ran(execution)).toContain('Credits left');
	expect(said(execution)).toBe(
		`There are ${plan.credits} signature credits and ${plan.sms} SMS left, for ${plan.days} days.`,
	);
});

test('it asks a person for their identity, once, and then tells how it is going', async () => {
	const before = await verifications();
	const execution = await write('Verify Juan Quispe, DNI 70707070, juan.quispe@example.com');
	expect(failureOf(execution)).toBeUndefined();
	const created = (await verifications()).slice(before.length);
	expect(created).toMatchObject([
		{ userFullName: 'Juan Quispe', userEmail: 'juan.quispe@example.com', documentNumber: '70707070' },
	]);
	expect(said(execution)).toBe(
		`I have asked Juan Quispe to prove who they are: verification ${created[0].id}.`,
	);
	await n8n.control.post(`/keynua/verifications/${created[0].id}/complete`, {});
	const progress = await write('How is the verification of 70707070 going?');
	expect(ran(progress)).toEqual(expect.arrayContaining(['Latest verifications', 'One verification']));
	expect(said(progress)).toBe('The verification "Identification 70707070" has the status done.');
});

test('of a refusal it gets what happened, why, and what to do next, and nothing is sent', async () => {
	const before = await verifications();
	const execution = await write('Verify Juan Quispe, DNI 70707070, nowhere');
	const tool = (await sentToModel())
		.at(-1)!
		.messages.filter(({ role }) => role === 'tool')
		.at(-1)!;
	expect(tool.content).toContain('"Email\\" is not an e-mail address: nowhere');
	expect(tool.content).toContain('Check the address.');
	expect(said(execution)).toContain('That did not work: "Email" is not an e-mail address: nowhere');
	expect(await verifications()).toHaveLength(before.length);
});

test('when the answer of a write is lost, the model is told that it may have happened, and where to look', async () => {
	const fault = { provider: 'keynua', kind: 'reset-after', method: 'PUT' };
	await n8n.control.post('/faults', fault);
	const before = await verifications();
	await write('Verify Rosa Lima, DNI 71717171, rosa.lima@example.com');
	expect(await verifications()).toHaveLength(before.length + 1);
	const tool = (await sentToModel())
		.at(-1)!
		.messages.filter(({ role }) => role === 'tool')
		.at(-1)!;
	expect(tool.content).toContain('may have carried this out');
	expect(tool.content).toContain('Verifications are listed by title, document number and reference');
});

test('what the tools give is small enough to be read many times', async () => {
	await write('Which clients do we have?');
	await write('How is the verification of nobody going?');
	const contents = (await sentToModel()).flatMap(({ messages }) =>
		messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content).length),
	);
	expect(contents.length).toBeGreaterThan(1);
	expect(Math.max(...contents)).toBeLessThan(20_000);
});
