import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { markOf, startOnce } from '../../../nodes/runtime/webhook/duplicates';

let nodes = 0;
beforeEach(() => nodes++);

interface Circumstances {
	staticData?: IDataObject;
	node?: string;
	mode?: string;
	contentType?: string;
	options?: IDataObject;
	/** The sender has hung up before the node was asked. */
	isAlone?: boolean;
	/** What making the items takes, or why it fails. */
	items?: () => Promise<void>;
	/** The n8n process that takes it. */
	process?: typeof startOnce;
}

/** As a trigger keeps them: the oldest first. */
const marks = (...deliveries: string[]) => deliveries.map(markOf).join(' ');

/** One delivery at n8n, step by step: the node is asked, the execution is put on record, the answer goes out. */
function arrival(delivery: string, circumstances: Circumstances = {}) {
	const {
		staticData = {},
		node = `node ${nodes}`,
		mode = 'webhook',
		options = {},
		contentType,
	} = circumstances;
	const sent: { status?: number; text?: string } = {};
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		writableFinished: false,
		closed: circumstances.isAlone === true,
		status: (code: number) => Object.assign(response, { statusCode: code }),
		type: () => response,
		send: (text: string) => {
			Object.assign(sent, { status: response.statusCode, text });
			response.writableFinished = true;
			response.emit('close');
		},
	});
	const context = {
		getMode: () => mode,
		getNodeParameter: () => options,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node }),
		getWorkflowStaticData: () => staticData,
		getResponseObject: () => response,
		getRequestObject: () => ({ contentType }),
		logger: { error: () => {} },
	} as unknown as IWebhookFunctions;
	const items = async () => {
		await circumstances.items?.();
		return [{ json: { delivery } }];
	};
	const asked = (circumstances.process ?? startOnce)(context, {
		mark: markOf(delivery),
		words: 'THANKS',
		items,
	});
	const isStart = ({ workflowData }: IWebhookResponseData) => workflowData !== undefined;
	const words = async () => (await asked).webhookResponse as string;
	return {
		sent,
		starts: async () => isStart(await asked),
		/** n8n looks at the words for the first time: for a form with files, before the record. */
		look: words,
		onRecord: words,
		answered: async () => response.status(200).send(await words()),
		failed: () => response.status(500).send('n8n could not'),
		hungUp: () => response.emit('close'),
	};
}

async function taken(name: string, circumstances?: Circumstances): Promise<void> {
	const delivery = arrival(name, circumstances);
	expect(await delivery.starts()).toBe(true);
	await delivery.answered();
	expect(delivery.sent).toEqual({ status: 200, text: 'THANKS' });
}

test('a delivery starts the workflow, and its copies do not, though each sees static data of its own', async () => {
	await taken('a');
	const copy = arrival('a');
	expect(await copy.starts()).toBe(false);
	expect(copy.sent).toEqual({ status: 200, text: 'THANKS' });
	await taken('b');
});

test('a copy that comes while the first is under way is answered once that one is on record', async () => {
	const first = arrival('a');
	await first.starts();
	const copy = arrival('a');
	await new Promise(setImmediate);
	expect(copy.sent).toEqual({});
	await first.onRecord();
	expect(await copy.starts()).toBe(false);
	expect(copy.sent.status).toBe(200);
});

test('when n8n cannot take the first, the copy is to come again, and then it starts the workflow', async () => {
	const first = arrival('a');
	await first.starts();
	const copy = arrival('a');
	first.failed();
	expect(await copy.starts()).toBe(false);
	expect(copy.sent.status).toBe(503);
	await taken('a');
});

test('what the node could not take is to come again, and then it starts the workflow', async () => {
	const items = async () => await Promise.reject(new Error('no space'));
	const first = arrival('a', { items });
	expect(await first.starts()).toBe(false);
	expect(first.sent.status).toBe(500);
	await taken('a');
});

test('a sender that hangs up early: n8n goes on, and what it takes then is not started again', async () => {
	const first = arrival('a');
	await first.starts();
	first.hungUp();
	const copy = arrival('a');
	expect(await copy.starts()).toBe(false);
	expect(copy.sent.status).toBe(503);
	await first.onRecord();
	const again = arrival('a');
	expect(await again.starts()).toBe(false);
	expect(again.sent.status).toBe(200);
});

test('a sender that hangs up, and nothing more is heard of it: after ten minutes the delivery may come again', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		clock.mockReturnValue(1_000_000);
		const first = arrival('a');
		await first.starts();
		first.hungUp();
		clock.mockReturnValue(1_000_000 + 600_001);
		await taken('a');
	} finally {
		clock.mockRestore();
	}
});

test('a sender that has hung up before the node was asked: after ten minutes, too', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		clock.mockReturnValue(1_000_000);
		await arrival('a', { isAlone: true }).starts();
		const copy = arrival('a');
		expect(await copy.starts()).toBe(false);
		expect(copy.sent.status).toBe(503);
		clock.mockReturnValue(1_000_000 + 600_001);
		await taken('a');
	} finally {
		clock.mockRestore();
	}
});

test('what was given up and ends late does not end the delivery that came after it', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		clock.mockReturnValue(1_000_000);
		const late = arrival('a', { isAlone: true });
		await late.starts();
		clock.mockReturnValue(1_000_000 + 600_001);
		const second = arrival('a');
		expect(await second.starts()).toBe(true);
		late.failed();
		const copy = arrival('a');
		await second.answered();
		expect(await copy.starts()).toBe(false);
		expect(copy.sent.status).toBe(200);
	} finally {
		clock.mockRestore();
	}
});

test('what was given up and is put on record late is not started again', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		clock.mockReturnValue(1_000_000);
		const staticData: IDataObject = {};
		const late = arrival('a', { staticData, isAlone: true });
		await late.starts();
		clock.mockReturnValue(1_000_000 + 600_001);
		await taken('b');
		await late.onRecord();
		expect(staticData).toEqual({ taken: marks('b', 'a') });
		expect(await arrival('a').starts()).toBe(false);
	} finally {
		clock.mockRestore();
	}
});

/** Several n8n processes at work for one workflow, each with a memory of its own, and the static data between them. */
describe('of two processes', () => {
	const process = () => {
		let own = startOnce;
		jest.isolateModules(() => {
			own = jest.requireActual<{ startOnce: typeof startOnce }>(
				'../../../nodes/runtime/webhook/duplicates',
			).startOnce;
		});
		return own;
	};

	test('each knows what the other one has taken, however busy both are', async () => {
		const staticData: IDataObject = {};
		const [one, other] = [process(), process()];
		for (let number = 0; number < 2_000; number++) {
			await taken(`one-${number}`, { process: one, staticData });
			if (number % 10 === 0) await taken(`other-${number}`, { process: other, staticData });
		}
		for (const [mark, process] of [
			['one-1999', other],
			['other-1990', one],
			['other-1900', one],
		] as const) {
			expect(await arrival(mark, { process, staticData }).starts()).toBe(false);
		}
	});

	test('one that writes what it read before does not make n8n forget what the other has taken', async () => {
		const [one, other] = [process(), process()];
		const readBefore: IDataObject = {};
		const written: IDataObject = {};
		await taken('a', { process: one, staticData: written });
		await taken('b', { process: other, staticData: readBefore });
		expect(readBefore).toEqual({ taken: marks('b') });
		await taken('c', { process: one, staticData: readBefore });
		expect(await arrival('a', { process: other, staticData: readBefore }).starts()).toBe(false);
	});
});

describe('the static data', () => {
	test('name a delivery once it is on record, and not before', async () => {
		const staticData: IDataObject = {};
		const first = arrival('a', { staticData });
		await first.starts();
		const other: IDataObject = {};
		await taken('b', { staticData: other });
		expect(staticData).toEqual({});
		expect(other).toEqual({ taken: marks('b') });
		await first.onRecord();
		expect(staticData).toEqual({ taken: marks('b', 'a') });
	});

	test('of a form with files: n8n looks at the words once before the record', async () => {
		const staticData: IDataObject = {};
		const form = arrival('a', { staticData, contentType: 'multipart/form-data' });
		await form.look();
		expect(staticData).toEqual({});
		const copy = arrival('a');
		await form.onRecord();
		expect(staticData).toEqual({ taken: marks('a') });
		expect(await copy.starts()).toBe(false);
	});

	test('of a form, in a version of n8n that looks once: the answer is the sign that it is on record', async () => {
		await taken('a', { contentType: 'multipart/form-data' });
		expect(await arrival('a').starts()).toBe(false);
	});

	test('tell a process that was started anew, or another one, what was taken', async () => {
		const staticData: IDataObject = {};
		await taken('a', { staticData });
		expect(await arrival('a', { staticData, node: 'as another process sees it' }).starts()).toBe(false);
		const fromBoth: IDataObject = { taken: marks('of another process') };
		await taken('b', { staticData: fromBoth });
		expect(fromBoth).toEqual({ taken: marks('a', 'of another process', 'b') });
		const late = arrival('c', { staticData: { taken: marks('c') } });
		expect(await late.starts()).toBe(false);
	});

	test('hold a thousand, of a process that takes them all by itself', async () => {
		const staticData: IDataObject = {};
		const names = Array.from({ length: 2_500 }, (_, index) => `delivery ${index}`);
		for (const name of names) await taken(name, { staticData });
		expect(staticData).toEqual({ taken: marks(...names.slice(-1_000)) });
		expect(await arrival('delivery 0').starts()).toBe(false);
	});

	test('that somebody has spoilt are no hindrance', async () => {
		for (const spoilt of [7, 'a', ` ${'x'.repeat(25)}  `, { a: 1 }]) {
			await taken(JSON.stringify(spoilt), { staticData: { taken: spoilt } });
		}
	});

	test('are bounded, as the memory is, and the oldest are forgotten first', async () => {
		await taken('first');
		await taken('second');
		let staticData: IDataObject = {};
		for (let round = 1; round <= 10; round++) {
			// As if other processes had taken many in the meantime.
			const count = 998 + (round === 10 ? 10 : 0);
			staticData = { taken: marks(...Array.from({ length: count }, (_, index) => `${round}-${index}`)) };
			await taken(`own-${round}`, { staticData });
		}
		const kept = (staticData.taken as string).split(' ');
		expect(kept).toHaveLength(1000);
		expect(kept.at(-1)).toBe(marks('own-10'));
		expect(await arrival('1-0').starts()).toBe(false);
		expect(await arrival('first').starts()).toBe(true);
	});
});

test('nodes do not take each other’s deliveries for their own', async () => {
	await taken('a', { node: 'one' });
	await taken('a', { node: 'other' });
});

test('while somebody listens in the editor, each delivery starts the workflow', async () => {
	await taken('a', { mode: 'manual' });
	await taken('a', { mode: 'manual' });
});

test('when duplicates are not ignored, each delivery starts the workflow, and none is remembered', async () => {
	const staticData: IDataObject = {};
	for (let times = 0; times < 2; times++)
		await taken('a', { staticData, options: { ignoreDuplicates: false } });
	expect(staticData).toEqual({});
});
