import axios from 'axios';
import { act, controlList, keyIn, same, sameFile, sameList, type ReadKind, type WriteKind } from './kinds';

interface Contract {
	id: string;
	title: string;
	status: string;
	items: Array<{ type: string; value: { url?: string } | null }>;
}

const contracts = '/keynua/contracts';
const verifications = '/keynua/verifications';
const titled = { title: '={{ $json.key }}' };

const createContract: WriteKind = {
	node: 'keynua',
	operation: 'Contract: Create',
	parameters: {
		resource: 'contract',
		operation: 'create',
		...titled,
		documents: { document: [{ source: 'file', inputDataFieldNames: 'data' }] },
		signers: { signer: [{ name: 'Ana', email: 'ana@example.com', groups: 'signers' }] },
	},
	idField: 'id',
	item: async ({ world, pdf }, key) => ({
		json: { key },
		binary: {
			data: await world.engine.file(pdf, { fileName: 'contract.pdf', mimeType: 'application/pdf' }),
		},
	}),
	things: async (place) =>
		(await controlList<Contract>(place, contracts)).map(({ id, title }) => ({ id, key: keyIn(title) })),
};

export const createVerification: WriteKind = {
	node: 'keynua',
	operation: 'Identity Verification: Create',
	parameters: {
		resource: 'identityVerification',
		operation: 'create',
		...titled,
		documentNumber: '12345678',
		inviteBy: 'nobody',
	},
	idField: 'id',
	item: (_, key) => ({ json: { key } }),
	things: async (place) =>
		(await controlList<Contract>(place, verifications)).map(({ id, title }) => ({ id, key: keyIn(title) })),
};

const byId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
const known = (resource: string, operation: string, field: string) => ({
	resource,
	operation,
	[field]: byId,
});

const getVerification: ReadKind = {
	node: 'keynua',
	operation: 'Identity Verification: Get',
	parameters: known('identityVerification', 'get', 'verificationId'),
	targets: async (place) =>
		(await controlList<Contract>(place, verifications)).slice(0, 500).map(({ id, title }) => ({
			key: title,
			json: { id },
			check: same({ id, title }),
		})),
};

const getContract: ReadKind = {
	node: 'keynua',
	operation: 'Contract: Get',
	parameters: known('contract', 'get', 'contractId'),
	targets: async (place) =>
		(await controlList<Contract>(place, contracts)).slice(0, 500).map(({ id, title }) => ({
			key: title,
			json: { id },
			check: same({ id, title }),
		})),
};

const listVerifications: ReadKind = {
	node: 'keynua',
	operation: 'Identity Verification: Get Many',
	parameters: { resource: 'identityVerification', operation: 'getMany', returnAll: true },
	targets: async (place) => {
		const ids = (await controlList<Contract>(place, verifications)).map(({ id }) => id);
		return [{ key: 'all verifications', json: {}, check: sameList('id', ids) }];
	},
};

const SIGNED = 40;

const downloadSigned: ReadKind = {
	node: 'keynua',
	operation: 'Contract: Download Signed Documents',
	parameters: known('contract', 'downloadSigned', 'contractId'),
	targets: async (place) => {
		const chosen = (await controlList<Contract>(place, contracts)).slice(0, SIGNED);
		for (const { id } of chosen) await act(place, `${contracts}/${id}/users/0/sign`);
		const signed = (await controlList<Contract>(place, contracts)).slice(0, SIGNED);
		return await Promise.all(
			signed.map(async ({ id, title, items }) => {
				const url = items.find(({ type }) => type === 'pdf')?.value?.url ?? '';
				const { data } = await axios.get<ArrayBuffer>(url, { responseType: 'arraybuffer' });
				return { key: title, json: { id }, check: sameFile(Buffer.from(data)) };
			}),
		);
	},
};

export const keynuaWrites = [createContract, createVerification];
export const keynuaReads = [getVerification, getContract, listVerifications, downloadSigned];
