import { randomUUID } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';
import { act, createContract, jsons, samplePdf } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

/** The first step of an execution, for a delivery that has been verified: what the trigger has made of it comes in. */
async function step(event: IDataObject, parameters: INodeParameters = {}, isKeyChosen = true) {
	const { keynuaApi, keynuaWebhookApi } = world.credentials;
	return await world.engine.runNode('n8n-nodes-esign-kyc.keynuaTrigger', {
		mode: 'webhook',
		credentials: { keynuaWebhookApi, ...(isKeyChosen && { keynuaApi }) },
		parameters: { confirm: true, ...parameters },
		input: [{ json: { accountId: 'a', receivedAt: '2026-01-01T00:00:00.000Z', ...event } }],
	});
}

const never = { stopWhen: 'never' };
const verdictOf = async (event: IDataObject) => {
	const [{ confirmed, notConfirmed }] = jsons(await step(event, never));
	return { confirmed, ...(notConfirmed !== undefined && { notConfirmed }) };
};
const refusedFor = (reason: string | RegExp) => ({
	confirmed: false,
	notConfirmed: typeof reason === 'string' ? expect.stringContaining(reason) : expect.stringMatching(reason),
});

const signed = async (contractId: string) => await act(world, `/contracts/${contractId}/users/0/sign`);
/** One that nobody knows. */
const contractId = '00000000-0000-0000-0000-000000000001';

describe('a contract', () => {
	test('that is done: what Keynua has counts, whatever the delivery says', async () => {
		const { id } = await createContract(world, { title: 'Loan' });
		await signed(id);
		const users = [{ id: 0, name: 'Mallory', email: 'mallory@example.com' }];
		const forged = { title: 'Forged', users, confirmed: false, contract: {}, longCode: 'of the delivery' };
		const [json] = jsons(await step({ event: 'ContractFinished', contractId: id, ...forged }));
		expect(json).toMatchObject({
			...{ event: 'ContractFinished', receivedAt: '2026-01-01T00:00:00.000Z' },
			...{ contractId: id, title: 'Loan', confirmed: true, accountId: expect.not.stringMatching(/^a$/) },
			notProven: { longCode: 'of the delivery' },
			users: [{ id: 0, name: 'Manuel Silva', email: 'msilva@keynua.com' }],
			contract: { id, status: 'done', finishedAt: expect.any(String) },
		});
		expect(json).not.toHaveProperty('notConfirmed');
	});

	test('that nobody has signed: no success comes of it', async () => {
		const { id } = await createContract(world);
		const event = { event: 'ContractFinished', contractId: id };
		const { items, error } = await step(event);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/does not confirm .*“ContractFinished”: its status at Keynua is “pending_input”/,
		);
		const [json] = jsons(await step(event, never));
		expect(json).toMatchObject({ confirmed: false, contract: { id, status: 'pending_input' } });
		expect(json.notConfirmed).toContain('its status at Keynua is “pending_input”, not “done”');
	});

	test('that becomes done a moment after the delivery', async () => {
		const { id } = await createContract(world);
		const running = step({ event: 'ContractFinished', contractId: id });
		await new Promise((resolve) => setTimeout(resolve, 500));
		await signed(id);
		expect(jsons(await running)[0].confirmed).toBe(true);
	});

	test('that Keynua does not know, whatever the event', async () => {
		const events = ['ContractFinished', 'ContractStarted', 'ContractItemUpdated', 'OTPCreated'];
		const checked = events.map(async (event) => {
			const named = event === 'OTPCreated' ? { refId: contractId } : { contractId };
			expect(await verdictOf({ event, ...named })).toEqual(refusedFor('Keynua does not know this contract'));
		});
		await Promise.all(checked);
		const run = await step({ event: 'ContractFinished', contractId });
		expect(run.error?.message).toContain('does not know this contract');
	});

	test('whose ID is none', async () => {
		for (const id of ['..', 'a/../b', '%2e', 'x'.repeat(101)]) {
			expect(await verdictOf({ event: 'ContractFinished', contractId: id })).toEqual(
				refusedFor('is no ID of Keynua’s'),
			);
		}
	});

	test('that is created, started, deleted', async () => {
		const { id } = await createContract(world);
		expect(await verdictOf({ event: 'ContractCreated', contractId: id })).toEqual({ confirmed: true });
		expect(await verdictOf({ event: 'ContractStarted', contractId: id })).toEqual({ confirmed: true });
		expect(await verdictOf({ event: 'ContractDeleted', contractId: id })).toEqual(
			refusedFor('not “deleted”'),
		);
		jsons(
			await world.keynua({
				resource: 'contract',
				operation: 'delete',
				contractId: { __rl: true, mode: 'id', value: id },
			}),
		);
		expect(await verdictOf({ event: 'ContractDeleted', contractId: id })).toEqual({ confirmed: true });
		// Whether Keynua goes on to know what was deleted is not documented.
		expect(await verdictOf({ event: 'ContractDeleted', contractId })).toEqual({
			confirmed: null,
			notConfirmed: expect.stringContaining('it was deleted, or never was there'),
		});
	});

	test('a step of it: the state is that of the same version, unless it was passed through', async () => {
		const { id } = await createContract(world);
		const { items }: { items: IDataObject[] } = await act(world, `/contracts/${id}/users/0/hold-next`).then(
			async () => (await world.control.get(`/keynua/contracts/${id}`)).data,
		);
		const pending = items.find(({ state }) => state === 'pending') as IDataObject;
		const about = (item: IDataObject) =>
			verdictOf({ event: 'ContractItemUpdated', contractId: id, item: { ...pending, ...item } });
		const contradicted = [
			[{ state: 'success' }, 'is “pending”, not “success”'],
			[{ state: 'error' }, 'not “error”'],
			[{ state: 'success', version: Number(pending.version) + 9 }, 'has not got that far'],
			[{ id: 999 }, 'it has no such step'],
		] as const;
		await Promise.all(
			contradicted.map(async ([item, reason]) => expect(await about(item)).toEqual(refusedFor(reason))),
		);
		expect(await about({ state: 'working' })).toEqual({ confirmed: true });
		const done = items.find(({ state }) => state === 'success');
		if (done) expect(await about({ ...done })).toEqual({ confirmed: true });
	});

	test('a signer, and a code for one', async () => {
		const { id } = await createContract(world);
		const user = { event: 'ContractUserUpdated', contractId: id, user: { id: 0 } };
		expect(await verdictOf(user)).toEqual({ confirmed: true });
		const [another, code] = await Promise.all([
			verdictOf({ ...user, user: { id: 7 } }),
			verdictOf({ event: 'OTPCreated', refId: id, userId: '7' }),
		]);
		expect(another).toEqual(refusedFor('no signer with the ID “7”'));
		expect(code).toEqual(refusedFor('no signer'));
		expect(await verdictOf({ event: 'OTPCreated', refId: id, userId: '0' })).toEqual({
			confirmed: null,
			notConfirmed: expect.stringContaining('no way to look up'),
		});
	});
});

describe('an identity verification', () => {
	test('that is done, that is not, and that nobody knows', async () => {
		const [{ id }] = jsons(
			await world.keynua({
				resource: 'identityVerification',
				operation: 'create',
				title: 'Identification',
				documentNumber: '12345678',
				inviteBy: 'nobody',
			}),
		);
		const event = { event: 'IdentityVerificationFinished', id };
		expect(await verdictOf(event)).toEqual(refusedFor('not “done”'));
		await act(world, `/verifications/${String(id)}/complete`);
		const [json] = jsons(await step({ ...event, documentNumber: '99999999' }));
		expect(json).toMatchObject({
			...{ confirmed: true, id, documentNumber: '12345678' },
			verification: { id, status: 'done' },
		});
		expect(await verdictOf({ ...event, id: randomUUID() })).toEqual(
			refusedFor('Keynua does not know this verification'),
		);
	});
});

describe('when Keynua cannot be asked', () => {
	const fault = async () =>
		await world.control.post('/faults', {
			...{ provider: 'keynua', pathContains: '/contracts/v1/', kind: 'status', status: 403, times: 9 },
		});
	afterEach(async () => await world.control.delete('/faults'));

	test('the event goes on, and says so', async () => {
		const { id } = await createContract(world);
		await fault();
		const [json] = jsons(await step({ event: 'ContractFinished', contractId: id, title: 'Kept' }));
		expect(json).toMatchObject({ confirmed: null, title: 'Kept' });
		expect(json.notConfirmed).toMatch(/could not be asked: .*403/);
	});

	test('it stops where nothing may go on unconfirmed', async () => {
		const { id } = await createContract(world);
		await fault();
		const run = await step({ event: 'ContractFinished', contractId: id }, { stopWhen: 'unconfirmed' });
		expect([run.items, run.error?.message]).toEqual([[], expect.stringMatching(/could not be asked/)]);
	});

	test('an event that the documents do not have is not confirmed, and not denied', async () => {
		const { id } = await createContract(world);
		expect(await verdictOf({ event: 'ContractApproved', contractId: id })).toMatchObject({ confirmed: null });
		expect(await verdictOf({ event: 'Surprise' })).toMatchObject({ confirmed: null });
	});
});

test('the template of an event that names none is looked up for the filter', async () => {
	const { id } = await createContract(world);
	const event = { event: 'ContractStarted', contractId: id };
	const withTemplates = async (templates: string) =>
		jsons(await step(event, { filters: { templates } })).length;
	expect(await withTemplates('another, keynua-peru-*')).toBe(1);
	expect(await withTemplates('another')).toBe(0);
});

test('the files of a confirmed contract are those that Keynua has, not those that the delivery names', async () => {
	const { id } = await createContract(world, { title: 'Loan' });
	await signed(id);
	const other = await createContract(world, { title: 'Other' });
	const { documents } = (await world.control.get(`/keynua/contracts/${other.id}`)).data;
	const pdfItems = [{ title: 'Certificado', url: documents[0].url }];
	const event = { event: 'ContractFinished', contractId: id, title: 'Loan', pdfItems };
	const { items } = await step(event, { downloadSigned: true });
	expect(items[0].json).toMatchObject({ confirmed: true, files: [{ field: 'data', fileName: 'Loan.pdf' }] });
	const pdf = await PDFDocument.load(await world.engine.binary(items[0], 'data'));
	const original = await PDFDocument.load(await samplePdf(world));
	// Keynua puts its certificate behind the document.
	expect(pdf.getPageCount()).toBeGreaterThan(original.getPageCount());
	const unsigned = await step(
		{ ...event, contractId: other.id },
		{ downloadSigned: true, stopWhen: 'never' },
	);
	expect(unsigned.items[0].json).toMatchObject({ confirmed: false });
	expect(unsigned.items[0].binary).toBeUndefined();
});

describe('without a Keynua API credential', () => {
	const reason = 'Keynua could not be asked: no Keynua API credential is chosen in the Keynua Trigger';
	const event = { event: 'ContractFinished', contractId, title: 'Loan', pdfItems: [{ url: 'https://x' }] };

	test('nothing is confirmed, and the output says why', async () => {
		const [json] = jsons(await step(event, {}, false));
		expect(json).toEqual(expect.objectContaining({ ...event, confirmed: null, notConfirmed: reason }));
		const stopped = await step(event, { stopWhen: 'unconfirmed' }, false);
		expect([stopped.items, stopped.error?.message]).toEqual([[], expect.stringContaining(reason)]);
	});

	test('no file is fetched, and each is named with the reason', async () => {
		const { items } = await step(event, { confirm: false, downloadSigned: true }, false);
		expect(items[0].json).toMatchObject({
			files: [],
			filesNotFetched: [
				{ fileName: 'Loan (digitally signed).pdf', reason },
				{ fileName: 'Loan.pdf', reason },
			],
		});
		expect(items[0].binary).toEqual({});
	});

	test('with both switched off, it is not missed', async () => {
		const { items } = await step(event, { confirm: false }, false);
		expect(items).toEqual([expect.objectContaining({ json: expect.objectContaining(event) })]);
		expect(items[0].json).not.toHaveProperty('confirmed');
	});
});
