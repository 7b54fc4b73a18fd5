import { controlList, keyIn, same, sameList, type Place, type ReadKind, type WriteKind } from './kinds';

interface Client {
	id: number;
	pii: Record<string, unknown>;
}

interface Account {
	id: number;
	client_id: number;
	product: string;
}

/** The sandbox's presets: the client type of the documents' samples, and a product type. */
const CLIENT_TYPE = '17';
const PRODUCT = '6';

const clientsOf = async (place: Place) => await controlList<Client>(place, '/dynamicore/clients');
const accountsOf = async (place: Place) => await controlList<Account>(place, '/dynamicore/accounts');

/** An RFC of its own for each: the sandbox refuses one that a client has already. */
const rfcOf = (key: string, letters: string) => `${letters}${key.slice(-6)}AB1`;

const client = {
	resource: 'client',
	operation: 'create',
	clientType: CLIENT_TYPE,
	firstname: 'Ana',
	lastname: 'López',
	rfc: '={{ $json.rfc }}',
	email: '={{ $json.email }}',
};

export const createClient: WriteKind = {
	node: 'dynamiCore',
	operation: 'Client: Create',
	parameters: client,
	idField: 'id',
	item: (_, key) => ({ json: { rfc: rfcOf(key, 'CASE'), email: `${key}@example.com` } }),
	things: async (place) =>
		(await clientsOf(place)).map(({ id, pii }) => ({ id: String(id), key: keyIn(pii.email) })),
};

/** Each account has a client of its own, whose ID tells the case. */
const owners = new WeakMap<Place, Map<string, number>>();

const createAccount: WriteKind = {
	node: 'dynamiCore',
	operation: 'Account: Create',
	parameters: {
		resource: 'account',
		operation: 'create',
		clientId: '={{ $json.clientId }}',
		product: PRODUCT,
		currency: { __rl: true, mode: 'code', value: 'MXN' },
	},
	idField: 'id',
	prepare: async (place, keys) => {
		const input = keys.map((key) => ({
			json: { rfc: rfcOf(key, 'OWNR'), email: `owner${key.slice(-6)}@example.com` },
		}));
		const parameters = { ...client, options: { itemsInParallel: 10 } };
		const { items, error } = await place.world.dynamiCore(parameters, { input });
		if (error) throw error;
		owners.set(place, new Map(keys.map((key, index) => [key, Number(items[index].json.id)])));
		keys.forEach((key, index) => place.trouble.knows(`dynamicore ${String(items[index].json.id)}`, key));
	},
	item: (place, key) => ({ json: { clientId: owners.get(place)?.get(key) } }),
	things: async (place) => {
		const keys = new Map([...(owners.get(place) ?? [])].map(([key, id]) => [id, key]));
		return (await accountsOf(place)).map((account) => ({
			id: String(account.id),
			key: keys.get(account.client_id) ?? '',
		}));
	},
};

const archives = new WeakMap<Place, number>();

/** All at one client, each in a field of its own. What is uploaded twice into a field is there once. */
const uploadDocuments: WriteKind = {
	node: 'dynamiCore',
	operation: 'Client: Upload Documents',
	parameters: {
		resource: 'client',
		operation: 'uploadDocuments',
		clientId: '={{ $json.clientId }}',
		field: '={{ $json.field }}',
	},
	idField: 'name',
	prepare: async (place) => {
		const input = [{ json: { rfc: 'ARCH000000AB1', email: 'archive@example.com' } }];
		const { items, error } = await place.world.dynamiCore(client, { input });
		if (error) throw error;
		archives.set(place, Number(items[0].json.id));
	},
	item: async (place, key) => ({
		json: { clientId: archives.get(place), field: `doc_${key.slice(-6)}` },
		binary: {
			data: await place.world.engine.file(place.pdf, {
				fileName: `${key}.pdf`,
				mimeType: 'application/pdf',
			}),
		},
	}),
	things: async (place) => {
		const archive = (await clientsOf(place)).find(({ id }) => id === archives.get(place));
		const files = Object.values(archive?.pii ?? {})
			.filter(Array.isArray)
			.flat() as Array<{ name: string }>;
		return files.map(({ name }) => ({ id: name, key: keyIn(name) }));
	},
};

const get = (resource: string, field: string) => ({ resource, operation: 'get', [field]: '={{ $json.id }}' });

const getClient: ReadKind = {
	node: 'dynamiCore',
	operation: 'Client: Get',
	parameters: get('client', 'clientId'),
	targets: async (place) =>
		(await clientsOf(place)).slice(0, 300).map(({ id }) => ({
			key: `client ${id}`,
			json: { id },
			check: same({ id }),
		})),
};

const getAccount: ReadKind = {
	node: 'dynamiCore',
	operation: 'Account: Get',
	parameters: get('account', 'accountId'),
	targets: async (place) =>
		(await accountsOf(place)).slice(0, 300).map(({ id, client_id }) => ({
			key: `account ${id}`,
			json: { id },
			check: same({ id, client_id }),
		})),
};

const PAYMENTS = 30;

const getPayments: ReadKind = {
	node: 'dynamiCore',
	operation: 'Account: Get Payments',
	parameters: {
		resource: 'account',
		operation: 'getPayments',
		accountId: '={{ $json.id }}',
		returnAll: true,
	},
	targets: async (place) => {
		const accounts = (await accountsOf(place)).slice(0, 10);
		return await Promise.all(
			accounts.map(async ({ id }) => {
				const { data } = await place.world.control.post<Array<{ id: number }>>(
					`/dynamicore/accounts/${id}/payments`,
					{ count: PAYMENTS },
				);
				const check = sameList(
					'id',
					data.map((payment) => payment.id),
				);
				return { key: `payments of ${id}`, json: { id }, check };
			}),
		);
	},
};

const listClients: ReadKind = {
	node: 'dynamiCore',
	operation: 'Client: Get Many',
	parameters: { resource: 'client', operation: 'getMany', returnAll: true },
	targets: async (place) => {
		const ids = (await clientsOf(place)).map(({ id }) => id);
		return [{ key: 'all clients', json: {}, check: sameList('id', ids) }];
	},
};

export const dynamicoreWrites = [createClient, createAccount, uploadDocuments];
export const dynamicoreReads = [getClient, getAccount, getPayments, listClients];
