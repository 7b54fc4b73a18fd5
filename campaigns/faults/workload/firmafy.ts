import { controlList, keyIn, same, type ReadKind, type WriteKind } from './kinds';

interface Sent {
	csv: string;
	subject: string;
	body: string;
}

const createRequest: WriteKind = {
	node: 'firmafy',
	operation: 'Signature Request: Create',
	parameters: {
		resource: 'signatureRequest',
		operation: 'create',
		signers: {
			signer: [
				{
					name: 'Ana García',
					nif: '12345678A',
					role: 'Trabajadora',
					email: 'ana@example.com',
					mobile: '600000000',
					notifyBy: 'email',
				},
			],
		},
		additionalFields: { subject: '={{ $json.key }}' },
	},
	idField: 'csv',
	item: async ({ world, pdf }, key) => ({
		json: { key },
		binary: {
			data: await world.engine.file(pdf, { fileName: `${key}.pdf`, mimeType: 'application/pdf' }),
		},
	}),
	things: async (place) =>
		(await controlList<Sent>(place, '/firmafy/requests')).map(({ csv, subject }) => ({
			id: csv,
			key: keyIn(subject),
		})),
};

const sendEmail: WriteKind = {
	node: 'firmafy',
	operation: 'Certified Email: Send',
	parameters: {
		resource: 'certifiedEmail',
		operation: 'send',
		name: 'Ana García',
		email: 'ana@example.com',
		subject: '={{ $json.key }}',
		body: 'Le comunicamos …',
	},
	idField: 'data',
	item: (_, key) => ({ json: { key } }),
	things: async (place) =>
		(await controlList<Sent>(place, '/firmafy/emails')).map(({ csv, subject }) => ({
			id: csv,
			key: keyIn(subject),
		})),
};

export const sendSms: WriteKind = {
	node: 'firmafy',
	operation: 'Certified SMS: Send',
	parameters: {
		resource: 'certifiedSms',
		operation: 'send',
		name: 'Ana García',
		phone: '612345678',
		body: '={{ $json.key }}',
	},
	idField: 'data',
	item: (_, key) => ({ json: { key } }),
	things: async (place) =>
		(await controlList<Sent>(place, '/firmafy/messages')).map(({ csv, body }) => ({
			id: csv,
			key: keyIn(body),
		})),
};

const getBalance: ReadKind = {
	node: 'firmafy',
	operation: 'Account: Get Balance',
	parameters: { resource: 'account', operation: 'getBalance' },
	targets: async ({ world }) => {
		const { data } = await world.control.get<Record<string, number>>('/firmafy/plan');
		return [{ key: 'balance', json: {}, check: same(data) }];
	},
};

export const firmafyWrites = [createRequest, sendEmail, sendSms];
export const firmafyReads = [getBalance];
