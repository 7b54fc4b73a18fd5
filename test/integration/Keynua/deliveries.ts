import type { IDataObject } from 'n8n-workflow';

interface Example extends IDataObject {
	type: string;
	accountId: string;
	payload: IDataObject;
}

const accountId = '00000000-0000-0000-0000-000000000000';
const contract = {
	contractId: '00000000-0000-0000-0000-000000000001',
	title: 'Mi primer webhook',
	language: 'es',
	createdAt: '2020-01-01T00:00:00.000Z',
	docCount: 1,
	itemCount: 14,
	userCount: 1,
	metadata: {},
};
const codes = {
	longCode: '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b',
	shortCode: '123456',
};
const started = { ...contract, startedAt: '2020-01-01T01:00:00.000Z', ...codes };
const user = {
	id: 0,
	name: 'John Doe',
	email: 'example@keynua.com',
	phone: null,
	ref: null,
	groups: ['signers'],
};
const idInfo = {
	type: 'pe-id',
	idNumber: '12345678',
	verificationDigit: '9',
	names: 'Juan',
	lastName: 'Perez Alvarez',
	birthDate: '1992-11-20',
	expirationDate: '2026-03-17',
	address: 'Some address',
};
const documents = [{ name: 'sample.pdf', type: 'application/pdf', size: 3028, url: 'https...' }];
const alerts = [{ type: 'reniec', data: { code: 'dniExpired', userId: 0, dni: '12345678' } }];
const item = {
	id: 0,
	state: 'working',
	version: 1,
	stageIndex: 0,
	type: 'email',
	title: 'Mail de inicio de firma',
	value: null,
};
const identity = {
	language: 'es',
	contractId: accountId,
	documentNumber: '12345678',
	id: accountId,
	accountId,
	createdAt: '2020-01-01T00:00:00.000Z',
	accountEmail: 'account@mail.com',
	organizationId: accountId,
	accountName: 'Patrick Star',
	title: 'Identificación de 12345678',
};
const identityStarted = {
	...identity,
	startedAt: '2020-01-01T00:00:00.000Z',
	userEmail: 'user@mail.com',
	userPhone: '23456789',
	userToken: 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9...ZlOWJiMC1hNmUzLTExZWItOWEyYy0xMWZjMzM0ODY',
};

/** The bodies of "Tipos de Eventos Webhook", and ContractUserUpdated as far as the newest documents tell of it. */
const payloads: Record<string, IDataObject> = {
	ContractCreated: { ...contract, description: 'Ejemplo de mi primer webhook' },
	ContractStarted: { ...started, users: [user], documents },
	ContractFinished: {
		...started,
		finishedAt: '2020-01-01T02:00:00.000Z',
		users: [{ ...user, idInfo }],
		documents,
		pdfItems: [
			{
				title: 'Certificado y documentos',
				url: 'https://cmfiles.keynua.com/contracts/48ae1990...',
				individuals: [
					{ title: 'pdf.24.1.test_contract_1.pdf', url: 'https://cmfiles.keynua.com/c', userIds: [0] },
				],
			},
		],
		alerts,
	},
	ContractDeleted: {
		...contract,
		contractId: '0a957760-910e-11ec-a9d7-d9cff2a71c0ee1',
		accountId: '3c6ed45d-93e7-49b1-a6e4-99e274dffe15',
		startedAt: '2022-02-18T22:56:46.506Z',
		accountEmail: 'john.doe@gmail.com',
		organizationId: '48101c38-f770-41a8-88ab-258e672d88bd',
		accountName: 'John Doe',
		templateId: 'rent-template',
		metadata: { customAttr: 'customData' },
		deletedAt: '2022-02-24T00:00:18.622Z',
	},
	ContractItemUpdated: { ...started, item: { ...item, refId: 'signersemail' }, user },
	ContractInputProvided: {
		...started,
		templateId: 'draw-simple',
		inputProvidedAt: '2024-05-06T17:55:36.246Z',
	},
	ContractUserUpdated: { ...started, user, otherUsers: [{ ...user, id: 1 }] },
	IdentityVerificationCreated: identity,
	IdentityVerificationStarted: identityStarted,
	IdentityVerificationFinished: { ...identityStarted, userIdInfo: idInfo, alerts },
	IdentityVerificationItemUpdated: { ...identityStarted, item: { ...item, reference: 'signersemail' } },
	OTPCreated: {
		refId: '00000000-0000-0000-0000-000000000002',
		userId: '0',
		accountId: '00000000-0000-0000-0000-000000000001',
		organizationId: '00000000-0000-0000-0000-000000000001',
		userName: 'Manuel Silva',
		code: '55sm9z',
		resendInSec: 480,
		availableAttempts: 5,
		language: 'es',
		metadata: {},
	},
};

export const documentedDeliveries: Example[] = Object.entries(payloads).map(([type, payload]) => ({
	type,
	accountId,
	payload,
}));
