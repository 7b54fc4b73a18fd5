import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

const create: INodeParameters = {
	resource: 'mifielDocument',
	operation: 'create',
	clientId: '1',
	field: 'acceptance_bc',
	signatories: { signatory: [{ name: 'Rafael Lopez', email: 'rafael@example.com', taxId: 'ralo101086gt4' }] },
};
const document = (operation: string, documentId: string, more: INodeParameters = {}) => ({
	resource: 'mifielDocument',
	operation,
	documentId,
	...more,
});
const run = async (parameters: INodeParameters) =>
	await world.dynamiCore(parameters, { input: [{ json: {} }] });
const first = async (parameters: INodeParameters) => (await run(parameters)).items[0]?.json ?? {};
const messageOf = async (parameters: INodeParameters) => (await run(parameters)).error?.message;

beforeEach(async () => {
	await world.control.post('/reset');
	const person = { firstname: 'R', lastname: 'L', rfc: 'RALO101086GT4', email: 'a@b.mx' };
	await run({ resource: 'client', operation: 'create', clientType: '17', ...person });
	const data = await world.engine.file(Buffer.from('%PDF'), {
		fileName: 'a.pdf',
		mimeType: 'application/pdf',
	});
	const upload = { resource: 'client', operation: 'uploadDocuments', clientId: '1', field: 'acceptance_bc' };
	await world.dynamiCore(upload, { input: [{ json: {}, binary: { data } }] });
	await world.control.delete('/requests');
});

test('create with everything, get simplified and raw, sign, delete', async () => {
	const created = await first({
		...create,
		sendInvites: false,
		additionalFields: {
			dayToExpire: 5,
			externalId: 'loan 7',
			messageForSigners: 'Por favor, firme',
			remindEvery: 2,
			type: 'client',
			viewers: { viewer: [{ name: 'Abogada', email: 'legal@example.com' }] },
		},
	});
	expect(created).toEqual({ reference: expect.any(String), id: 1, type: 'client', field: 'acceptance_bc' });
	const id = String(created.reference);
	const simple = await first(document('get', id));
	expect(simple).toEqual({
		id,
		name: 'a.pdf',
		state: 'pending',
		signed_by_all: false,
		signed_at: null,
		created_at: expect.any(String),
		expires_at: expect.any(String),
		external_id: 'loan 7',
		has_not_signed: ['rafael@example.com'],
		signers: [
			{
				name: 'Rafael Lopez',
				email: 'rafael@example.com',
				tax_id: 'RALO101086GT4',
				signed: false,
				widget_id: expect.any(String),
			},
		],
	});
	await world.control.post(`/dynamicore/mifiel/${id}/sign`);
	expect(await first(document('get', id, { simplify: false }))).toMatchObject({
		signed_by_all: true,
		send_mail: false,
		remind_every: 2,
		days_to_expire: 5,
		message_for_signers: 'Por favor, firme',
		viewers: [{ name: 'Abogada', email: 'legal@example.com' }],
	});
	expect(await first(document('delete', id))).toEqual({ deleted: true, documentId: id });
	expect(await messageOf(document('get', id))).toContain(`(404): Document ${id} does not exist`);
	expect(await messageOf(document('delete', id))).toContain('(404)');
});

test('with the least that is needed', async () => {
	expect(await first(create)).toMatchObject({ id: 1, type: 'client' });
});

test.each([
	['the form as it is', {}, true],
	['Send Invites off', { sendInvites: false }, false],
])('whether the signatory gets an e-mail: %s', async (_, changes, invited) => {
	const { reference } = await first({ ...create, ...changes });
	const { data: phone } = await world.control.get<string>(
		`${world.sandbox.url}/phone/dynamicore/${reference as string}/0`,
	);
	expect(phone.includes('Tiene un documento por firmar: a.pdf')).toBe(invited);
});

const signatory = (changes: IDataObject) => ({
	signatories: { signatory: [{ name: 'A', email: 'a@b.mx', taxId: 'AAAA010203XY1', ...changes }] },
});
const viewer = (changes: IDataObject) => ({
	additionalFields: { viewers: { viewer: [{ name: 'A', email: 'a@b.mx', ...changes }] } },
});

test.each<[string, object]>([
	['"Signatories" is empty [item 0]', { signatories: {} }],
	['"Signatory 1" has no "Name" [item 0]', signatory({ name: '' })],
	['"Signatory 1" has no "Email" [item 0]', signatory({ email: '' })],
	['"Signatory 1: Email" is not an e-mail address: a@b [item 0]', signatory({ email: 'a@b' })],
	['"Signatory 1" has no "Tax ID (RFC)" [item 0]', signatory({ taxId: ' ' })],
	['"Viewer 1: Email" is not an e-mail address: no [item 0]', viewer({ email: 'no' })],
	[
		'"Days to Expire" must be a whole number of at least 1: 1.5 [item 0]',
		{ additionalFields: { dayToExpire: 1.5 } },
	],
	['"Document Field" is empty [item 0]', { field: '={{ "" }}' }],
])('%s, before anything is sent', async (message, changes) => {
	expect(await messageOf({ ...create, ...changes } as INodeParameters)).toBe(message);
	expect((await world.control.get('/requests')).data).toEqual([]);
});

test("the provider's reasons", async () => {
	expect(await messageOf({ ...create, field: 'contract' })).toContain(
		'(409): Client 1 has no file in contract: upload it first',
	);
	expect(await messageOf({ ...create, clientId: '8' })).toContain('(404): Client 8 does not exist');
});

test('when the answer is lost, the document is not sent twice, and the error says where to look', async () => {
	await world.control.post('/faults', { provider: 'dynamicore', kind: 'reset-after', method: 'POST' });
	const { error } = await run(create);
	expect(error?.message).toContain('DynamiCore may have carried this out, but its answer was lost');
	expect(error?.description).toContain('Look in Mifiel');
	expect((await world.control.get('/dynamicore/mifiel')).data).toHaveLength(1);
});
