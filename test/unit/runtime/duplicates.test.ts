import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

type StartOnce = typeof import('../../../nodes/runtime/webhook/duplicates').startOnce;

/** An n8n process that was just started, with a memory of its own. */
function process(): StartOnce {
	let own: StartOnce | undefined;
	jest.isolateModules(() => {
		own = jest.requireActual<{ startOnce: StartOnce }>('../../../nodes/runtime/webhook/duplicates').startOnce;
	});
	return own!;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where nothing else is said. */
let here: StartOnce;
beforeEach(() => (here = process()));
afterEach(() => jest.restoreAllMocks());

/** The clock is put forward: nothing but the time changes. */
function later(milliseconds: number): void {
	const now = Date.now() + milliseconds;
	jest.spyOn(Date, 'now').mockReturnValue(now);
}

interface Circumstances {
	staticData?: IDataObject;
	node?: string;
	mode?: string;
	/** A form with files: n8n looks at the words once before the record. */
	isForm?: boolean;
	options?: IDataObject;
	/** The sender has hung up before the node was asked. */
	isAlone?: boolean;
	/** What making the items takes, or why it fails. */
	items?: () => Promise<void>;
	/** The n8n process that takes it. */
	at?: StartOnce;
	event?: string;
}

/** One delivery at n8n, step by step: the node is asked, the execution is put on record, the answer goes out. */
function arrival(object: string, content: string, circumstances: Circumstances = {}) {
	const { staticData = {}, node = 'node', mode = 'webhook', options = {} } = circumstances;
	const sent: { status?: number; text?: string } = {};
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		writableEnded: false,
		status: (code: number) => Object.assign(response, { statusCode: code }),
		type: () => response,
		send: (text: string) => {
			response.writableEnded = true;
			// Nobody hears what is said after a sender has hung up.
			if (isHeard) Object.assign(sent, { status: response.statusCode, text });
			if (isHeard) response.emit('close');
		},
	});
	let isHeard = circumstances.isAlone !== true;
	const context = {
		getMode: () => mode,
		getNodeParameter: () => options,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node }),
		getWorkflowStaticData: () => staticData,
		getResponseObject: () => response,
		getRequestObject: () => ({ contentType: circumstances.isForm ? 'multipart/form-data' : undefined }),
		logger: { error: () => {} },
	} as unknown as IWebhookFunctions;
	const items = async () => {
		await circumstances.items?.();
		return [{ json: { content } }];
	};
	const { at = here, event = 'signed' } = circumstances;
	const asked = at(context, { event, object, content, words: 'THANKS', items });
	const words = async () => (await asked).webhookResponse as string;
	return {
		sent,
		starts: async () => (await asked).workflowData !== undefined,
		/** Of a form. */
		looksBefore: words,
		/** n8n has put the execution on record, and asks for the words of its answer. */
		onRecord: words,
		answered: async () => response.status(200).send(await words()),
		failed: () => response.status(500).send('n8n could not'),
		hungUp: () => {
			isHeard = false;
			response.emit('close');
		},
	};
}

async function starts(object: string, content: string, circumstances: Circumstances = {}): Promise<boolean> {
	const delivery = arrival(object, content, circumstances);
	const isStarted = await delivery.starts();
	if (isStarted && circumstances.isForm) await delivery.looksBefore();
	if (isStarted) await delivery.answered();
	expect(delivery.sent).toEqual({ status: 200, text: 'THANKS' });
	return isStarted;
}

describe('what a duplicate is', () => {
	test('the same content as the last time', async () => {
		expect(await starts('contract', 'A')).toBe(true);
		expect(await starts('contract', 'A')).toBe(false);
		expect(await starts('contract', 'A')).toBe(false);
	});

	test.each([false, true])('A-B-A is three events (as a form: %s)', async (isForm) => {
		for (const content of ['A', 'B', 'A']) {
			expect(await starts('contract', content, { isForm })).toBe(true);
			expect(await starts('contract', content, { isForm })).toBe(false);
		}
	});

	test('another object, another event and another node have their own', async () => {
		for (const object of ['contract', 'other contract']) {
			for (const event of ['signed', 'viewed']) {
				for (const node of ['one', 'other']) {
					expect(await starts(object, 'A', { event, node })).toBe(true);
				}
			}
		}
		expect(await starts('contract', 'A', { event: 'signed', node: 'one' })).toBe(false);
	});

	test('for 24 hours', async () => {
		const staticData: IDataObject = {};
		expect(await starts('contract', 'A', { staticData })).toBe(true);
		later(24 * HOUR_MS - MINUTE_MS);
		expect(await starts('contract', 'A', { staticData })).toBe(false);
		later(2 * MINUTE_MS);
		expect(await starts('contract', 'A', { staticData })).toBe(true);
	});

	test('nothing, while somebody listens in the editor', async () => {
		for (let times = 0; times < 2; times++)
			expect(await starts('contract', 'A', { mode: 'manual' })).toBe(true);
	});

	test('nothing when they are not ignored, and none is remembered', async () => {
		const circumstances = { staticData: {}, options: { ignoreDuplicates: false } };
		for (let times = 0; times < 2; times++) expect(await starts('contract', 'A', circumstances)).toBe(true);
		expect(circumstances.staticData).toEqual({});
	});
});

describe('copies while the first is under way', () => {
	test.each([false, true])('are to come again, and are known then (as a form: %s)', async (isForm) => {
		const first = arrival('contract', 'A', { isForm });
		expect(await first.starts()).toBe(true);
		const copies = Array.from({ length: 3 }, () => arrival('contract', 'A', { isForm }));
		for (const copy of copies) {
			expect(await copy.starts()).toBe(false);
			expect(copy.sent.status).toBe(503);
		}
		await first.onRecord();
		await first.answered();
		expect(await starts('contract', 'A', { isForm })).toBe(false);
	});

	test('of a form: n8n looks at the words before the record, which is no record', async () => {
		const first = arrival('contract', 'A', { isForm: true });
		await first.looksBefore();
		const copy = arrival('contract', 'A', { isForm: true });
		expect(await copy.starts()).toBe(false);
		expect(copy.sent.status).toBe(503);
		first.failed();
		expect(await starts('contract', 'A', { isForm: true })).toBe(true);
	});

	test('a change that comes meanwhile is no copy, and what was before it comes back', async () => {
		const [first, second] = [arrival('contract', 'A'), arrival('contract', 'B')];
		const third = arrival('contract', 'A');
		for (const delivery of [first, second, third]) expect(await delivery.starts()).toBe(true);
		for (const delivery of [second, third, first]) await delivery.answered();
		expect(await starts('contract', 'A')).toBe(false);
	});
});

describe('what n8n could not take starts the workflow when it comes again', () => {
	test('since the record failed', async () => {
		const first = arrival('contract', 'A');
		await first.starts();
		first.failed();
		expect(await starts('contract', 'A')).toBe(true);
	});

	test('since the items could not be made', async () => {
		const items = async () => await Promise.reject(new Error('no space'));
		const first = arrival('contract', 'A', { items });
		expect(await first.starts()).toBe(false);
		expect(first.sent.status).toBe(500);
		expect(await starts('contract', 'A')).toBe(true);
	});

	test('and what was before it is what was the last time', async () => {
		expect(await starts('contract', 'A')).toBe(true);
		const change = arrival('contract', 'B');
		await change.starts();
		change.failed();
		expect(await starts('contract', 'A')).toBe(false);
	});
});

describe('a sender that hangs up', () => {
	test.each([false, true])(
		'early: n8n goes on, and what it takes is known (as a form: %s)',
		async (isForm) => {
			const first = arrival('contract', 'A', { isForm });
			await first.starts();
			first.hungUp();
			const copy = arrival('contract', 'A', { isForm });
			expect(await copy.starts()).toBe(false);
			expect(copy.sent.status).toBe(503);
			await first.answered();
			expect(await starts('contract', 'A', { isForm })).toBe(false);
		},
	);

	test('before the node was asked: the same', async () => {
		const first = arrival('contract', 'A', { isAlone: true });
		await first.starts();
		expect(await arrival('contract', 'A').starts()).toBe(false);
		await first.answered();
		expect(await starts('contract', 'A')).toBe(false);
	});

	test('and n8n fails: it may come again', async () => {
		const first = arrival('contract', 'A', { isAlone: true });
		await first.starts();
		first.failed();
		expect(await starts('contract', 'A')).toBe(true);
	});

	test('and nothing more is heard of it: it may come again after ten minutes', async () => {
		const first = arrival('contract', 'A');
		await first.starts();
		first.hungUp();
		later(9 * MINUTE_MS);
		expect(await arrival('contract', 'A').starts()).toBe(false);
		later(2 * MINUTE_MS);
		expect(await starts('contract', 'A')).toBe(true);
	});

	test('and is put on record after all that time: it is known', async () => {
		const first = arrival('contract', 'A', { isAlone: true });
		await first.starts();
		later(11 * MINUTE_MS);
		expect(await starts('other', 'A')).toBe(true);
		await first.onRecord();
		expect(await starts('contract', 'A')).toBe(false);
	});
});

/** Several n8n processes, each with a memory of its own, and the static data between them: also one after the other. */
describe('of two processes', () => {
	test.each([false, true])('the second knows what the first has taken (as a form: %s)', async (isForm) => {
		const staticData: IDataObject = {};
		expect(await starts('contract', 'A', { staticData, isForm, at: process() })).toBe(true);
		expect(await starts('contract', 'B', { staticData, isForm, at: process() })).toBe(true);
		const restarted = process();
		expect(await starts('contract', 'B', { staticData, isForm, at: restarted })).toBe(false);
		expect(await starts('contract', 'A', { staticData, isForm, at: restarted })).toBe(true);
	});

	test('A-B-A is three events, wherever each of them arrives', async () => {
		const staticData: IDataObject = {};
		const [one, other] = [process(), process()];
		for (const [content, at] of [
			['A', one],
			['B', other],
			['A', one],
			['B', one],
			['A', other],
		] as const) {
			later(100);
			expect(await starts('contract', content, { staticData, at })).toBe(true);
			expect(await starts('contract', content, { staticData, at: one })).toBe(false);
			expect(await starts('contract', content, { staticData, at: other })).toBe(false);
		}
	});

	test('each knows what the other one has taken, however busy both are', async () => {
		const staticData: IDataObject = {};
		const [one, other] = [process(), process()];
		for (let number = 0; number < 2_000; number++) {
			await starts(`one-${number}`, 'A', { at: one, staticData });
			if (number % 10 === 0) await starts(`other-${number}`, 'A', { at: other, staticData });
		}
		for (const [object, at] of [
			['one-1999', other],
			['other-1990', one],
			['other-1900', one],
		] as const) {
			expect(await starts(object, 'A', { at, staticData })).toBe(false);
		}
	});

	test('one that writes what it read before does not make n8n forget what the other has taken', async () => {
		const [one, other, third] = [process(), process(), process()];
		const readBefore: IDataObject = {};
		await starts('a', 'A', { at: one, staticData: {} });
		await starts('b', 'A', { at: other, staticData: readBefore });
		await starts('c', 'A', { at: one, staticData: readBefore });
		for (const object of ['a', 'b', 'c'])
			expect(await starts(object, 'A', { at: third, staticData: readBefore })).toBe(false);
	});

	test('nothing counts as taken before it is on record', async () => {
		const [one, other] = [process(), process()];
		const staticData: IDataObject = {};
		const first = arrival('a', 'A', { at: one, staticData });
		await first.starts();
		await starts('b', 'A', { at: one, staticData });
		expect(await starts('a', 'A', { at: other, staticData: { ...staticData } })).toBe(true);
		await first.onRecord();
		expect(await starts('a', 'A', { at: process(), staticData })).toBe(false);
	});

	test.each([false, true])(
		'what is on record is in what the next one writes (as a form: %s)',
		async (isForm) => {
			const first = arrival('a', 'A', { isForm });
			if (isForm) await first.looksBefore();
			await first.onRecord();
			const staticData: IDataObject = {};
			await starts('b', 'A', { isForm, staticData });
			expect(await starts('a', 'A', { isForm, staticData, at: process() })).toBe(false);
		},
	);

	test('the last 1,000 are known after a restart, and they take little room', async () => {
		const staticData: IDataObject = {};
		const first = process();
		for (let number = 0; number < 1_100; number++)
			await starts(`contract ${number}`, 'A', { staticData, at: first });
		expect(JSON.stringify(staticData).length).toBeLessThan(26_000);
		const known = async (number: number) =>
			!(await starts(`contract ${number}`, 'A', { staticData: { ...staticData }, at: process() }));
		expect(await Promise.all([99, 100, 1_099].map(known))).toEqual([false, true, true]);
	});

	test('static data that somebody has spoilt are no hindrance', async () => {
		for (const spoilt of [7, 'a', ` ${'x'.repeat(25)}  `, { a: 1 }, 'ä'.repeat(24)]) {
			expect(await starts(JSON.stringify(spoilt), 'A', { staticData: { taken: spoilt } })).toBe(true);
		}
	});
});

test('the memory is bounded: the oldest of more than ten thousand is forgotten first', async () => {
	for (let number = 0; number <= 10_000; number++) await starts(`contract ${number}`, 'A');
	expect(await starts('contract 1', 'A')).toBe(false);
	expect(await starts('contract 0', 'A')).toBe(true);
});
