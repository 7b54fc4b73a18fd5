import type { DocumentedCase } from './cases';

/** The envelope of every answer. The documentation's samples have nothing in `data`. */
const answer = (record: object) => ({ status: 'success', message: { code: 1, total: 1, data: [record] } });

/** What the tables and samples of the requests call the parts of a client, an account and a type. */
const client = {
	id: 1,
	client_type: '17',
	pii: { firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' },
};
const account = { id: 1, client_id: 1, product: '6', enabled: '1', currency: '484' };
const type = { id: 17, name: 'Persona Fisica', description: 'Template para registro de personas fisicas' };

/** Mifiel's document, as its API and the later marketplace documents have it. */
const mifielDocument = {
	id: '88b93325-82c4-40aa-9606-f49c757382ae',
	name: 'contract.pdf',
	state: 'completed',
	signed_by_all: true,
	signed_at: '2021-10-20T21:44:06.000Z',
	created_at: '2021-10-20T21:40:06.000Z',
	expires_at: '2021-10-21T21:40:06.000Z',
	external_id: 'Mifiel-0000000000000000',
	has_not_signed: ['demo@demo.com'],
	signers: [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A', signed: true, widget_id: 'abc' }],
};

const { pii } = client;
const signatories = { signatory: [{ name: 'Demo', email: 'demo@demo.com', taxId: 'DEMO1A' }] };

/**
 * DynamiCore's API documentation of 2022. What it does not tell of at all has no schema: transactions, payments, scores,
 * tax data, catalogs and uploads.
 */
export const dynamiCore: DocumentedCase[] = [
	{
		operation: 'client.create',
		parameters: { clientType: '17', ...pii },
		answers: () => [answer(client)],
	},
	{
		operation: 'client.update',
		parameters: { clientId: '1', updateFields: pii },
		answers: () => [answer(client)],
	},
	{ operation: 'client.get', parameters: { clientId: '1' }, answers: () => [answer(client)] },
	{ operation: 'client.getMany', answers: () => [answer(client)] },
	{
		operation: 'account.create',
		parameters: { clientId: '1', product: '6', currency: '484' },
		answers: () => [answer(account)],
	},
	{ operation: 'account.get', parameters: { accountId: '1' }, answers: () => [answer(account)] },
	{
		operation: 'clientType.create',
		parameters: { name: 'Persona Fisica', fieldNames: 'Lopez' },
		answers: () => [answer(type)],
	},
	{
		operation: 'productType.create',
		parameters: { name: 'Persona Fisica', fieldNames: 'amount' },
		answers: () => [answer(type)],
	},
	{
		operation: 'mifielDocument.create',
		parameters: { clientId: '424', field: 'acceptance_bc', signatories },
		answers: () => [
			answer({
				reference: '88b93325-82c4-40aa-9606-f49c757382ae',
				id: 424,
				type: 'client',
				field: 'acceptance_bc',
			}),
		],
	},
	{
		operation: 'mifielDocument.get',
		parameters: { documentId: '88b93325-82c4-40aa-9606-f49c757382ae' },
		answers: () => [answer(mifielDocument)],
	},
	{
		operation: 'mifielDocument.delete',
		parameters: { documentId: '88b93325-82c4-40aa-9606-f49c757382ae' },
		answers: () => [{ status: 'success', message: { code: 1, total: 0, data: [] } }],
	},
];
