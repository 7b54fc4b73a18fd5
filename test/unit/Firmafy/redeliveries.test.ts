import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { claim, release } from '../../../nodes/Firmafy/redeliveries';

let nodes = 0;

/** What a delivery sees of n8n: its node, and the static data as they were when it arrived. */
function delivery(staticData: IDataObject, node = `node ${nodes}`): IWebhookFunctions {
	return {
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node }),
		getWorkflowStaticData: () => staticData,
	} as unknown as IWebhookFunctions;
}

beforeEach(() => nodes++);

test('a delivery is claimed once, though each sees static data of its own', () => {
	expect(claim(delivery({}), 'a')).toBe(true);
	expect(claim(delivery({}), 'a')).toBe(false);
	expect(claim(delivery({}), 'b')).toBe(true);
});

test('what arrives at the same time is not lost from the static data', () => {
	claim(delivery({}), 'a');
	const later: IDataObject = {};
	claim(delivery(later), 'b');
	expect(later).toEqual({ seen: ['a', 'b'] });
});

test('what n8n could not take may come again', () => {
	const staticData: IDataObject = {};
	claim(delivery(staticData), 'a');
	release(delivery(staticData), 'a');
	expect(staticData).toEqual({ seen: [] });
	expect(claim(delivery({}), 'a')).toBe(true);
});

test('nodes do not take each other’s deliveries for their own', () => {
	expect(claim(delivery({}, 'one'), 'a')).toBe(true);
	expect(claim(delivery({}, 'other'), 'a')).toBe(true);
});

test('memory and static data are bounded, and the oldest are forgotten first', () => {
	const staticData: IDataObject = {};
	for (let number = 0; number <= 10_000; number++) claim(delivery(staticData), `mark ${number}`);
	expect((staticData.seen as string[]).length).toBe(500);
	expect((staticData.seen as string[]).at(-1)).toBe('mark 10000');
	expect(claim(delivery({}), 'mark 1')).toBe(false);
	expect(claim(delivery({}), 'mark 0')).toBe(true);
});
