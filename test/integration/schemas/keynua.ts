import { PDF, type DocumentedCase } from './cases';

const CONTRACT_ID = '0a957760-910e-11ec-a9d7-d9cff2a71c0ee1';
const VERIFICATION_ID = '88b93325-82c4-40aa-9606-f49c757382ae';
const TEMPLATE_ID = '2021-05-07T22:10:14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6';
const AT = '2021-04-26T23:03:50.272Z';

/** "Propiedades de un Item". */
const pdfItem = (url: string) => ({
	id: 4,
	version: 1,
	state: 'success',
	userId: 0,
	reference: 'pdf',
	title: 'Certificado y documentos',
	type: 'pdf',
	stageIndex: 1,
	value: {
		url: `${url}/signed-url`,
		userGroupDocs: [
			{
				hash: '92cc7ac31e511ef740fd7804c58b2d5f8602b467779598793210e69fda5ffe07',
				userIds: [0],
				url: `${url}/group-url`,
			},
		],
	},
});

/** "Errores por tipo de Item". */
const failedItem = {
	id: 3,
	version: 1,
	state: 'error',
	userId: 0,
	reference: 'documents',
	title: 'Foto del DNI',
	type: 'image',
	stageIndex: 0,
	value: { code: 'NotValidIdCard', message: 'El documento de identificación no es válido.' },
};

/** "Propiedades de un Usuario". */
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

/** "Propiedades de una verificación de identidad": only there with the record of RENIEC. */
const userIdInfo = {
	...idInfo,
	reniecInfo: {
		names: 'Juan',
		lastName: 'Garcia',
		mothersLastName: 'Perez',
		marriedLastName: null,
		sex: '1',
		civilStatus: '1',
		birthplace: { code: '140133', department: 'LIMA', province: 'LIMA', district: 'JESUS MARIA' },
		department: 'LIMA',
		province: 'LIMA',
		district: 'LIMA',
	},
};

/** "Propiedades de un Contrato", "… de un Usuario", "… de un Documento". Where a sample has null, its table's type. */
const contract = (url: string) => ({
	id: CONTRACT_ID,
	accountId: 'someone',
	templateId: 'template-id',
	createdAt: AT,
	startedAt: AT,
	title: 'Contract title',
	description: 'Description',
	finishedAt: AT,
	deletedAt: null,
	language: 'es',
	metadata: {},
	reference: 'reference',
	shortCode: '12345',
	expirationInHours: 0,
	users: [
		{
			id: 0,
			name: 'Manuel Silva',
			email: 'msilva@keynua.com',
			phone: '51987654321',
			groups: ['signers'],
			token: 'token-value',
			state: 'working',
			idInfo,
		},
	],
	groups: [],
	documents: [
		{
			id: 0,
			name: 'DocumentPdf.pdf',
			ext: 'pdf',
			sha: 'pdf-hash',
			size: 3708,
			type: 'application/pdf',
			url: 'signed-url',
		},
	],
	items: [pdfItem(url), failedItem],
	status: 'done',
	alerts: [{ type: 'reniec', data: { code: 'dniExpired', userId: 0, dni: '12345678' } }],
});

/** "Propiedades de una verificación de identidad". */
const verification = {
	userRealName: 'JOHN, DOE',
	status: 'done',
	finishedAt: AT,
	language: 'es',
	reference: '123456789',
	expirationInHours: 0,
	startedAt: AT,
	contractId: '6afe9bb0-a6e3-11eb-9a2c-11fc3348624ae1',
	documentNumber: '123456789',
	id: VERIFICATION_ID,
	userEmail: 'user_email@gmail.com',
	userToken: 'eyJ0eXAiOiJKV…',
	createdAt: AT,
	title: 'Identification 123456789',
	userIdInfo,
	items: [
		{
			id: 1,
			version: 1,
			state: 'success',
			userId: 0,
			reference: 'terms',
			title: 'Aceptación de Términos',
			type: 'terms',
			stageIndex: 0,
			value: {},
		},
		failedItem,
	],
};

/** "Aprobar un Contrato", "Declinar un Contrato". */
const decision = { success: true, item: { itemId: 1, itemState: 's', itemVersion: 1 } };

/** "Propiedades de una plantilla de documento", "… de DocumentTemplateField", "… de DocumentTemplateFile". */
const template = {
	templateId: TEMPLATE_ID,
	accountId: '48101c38-f770-4ea8-88ab-248e672d88bd',
	name: 'A document template',
	creatorEmail: 'creator@keynua.com',
	fields: [
		{
			id: 'email-0',
			name: 'Email',
			type: 'string',
			required: true,
			default: 'default value',
			minLength: 2,
			maxLength: 10,
			regex: '^\\d?$',
			placeholder: 'A placeholder',
		},
	],
	files: [
		{
			url: 'https://s3.amazonaws.com/48101c38-f770-4ea8-88ab-25',
			id: 'b5d1b359-3736-424b-b83d-f0d0da910a89',
			name: 'isotype_stamp.pdf',
			size: 3708,
		},
	],
	updatedAt: AT,
	createdAt: AT,
};

const listedTemplate = {
	templateId: TEMPLATE_ID,
	accountId: '48101c38-f570-4ea8-88ab-258e672d88bd',
	name: 'test 1',
	creatorEmail: 'creator@keynua.com',
	fileCount: 5,
	fieldCount: 2,
	updatedAt: AT,
	createdAt: AT,
};

const listedVerification = {
	id: VERIFICATION_ID,
	status: 'done',
	accountEmail: 'user@keynua.com',
	createdAt: AT,
	documentNumber: '12345678',
	title: 'Identification 70671142',
};

const filledFile = {
	id: 'b5d1b359-3736-424b-b83d-f0d0da910a89',
	storageId: 'eyJidWNrZXQiOiJjb250cmFjdC1tYW5hZ2VyLWRvY3Vt',
	url: 'https://s3.amazonaws.com/id-del-documento',
	size: 8568,
	sha256: 'edd34e53e6b709fc4344f6799a8c228320e879fd7f92c95ed6ad8d7c4e0cd812',
};

const input = { id: 2, type: 'terms', userId: 0, version: 0, title: 'Aceptación de Términos' };
const pending = {
	id: CONTRACT_ID,
	templateId: 'keynua-peru-default',
	userName: 'Usuario Prueba',
	views: [{ id: 'view_2_0', type: 'input', input }],
};

const codeState = { sent: true, channel: 'sms', resendInSec: 60, availableAttempts: 3 };
const contractId = CONTRACT_ID;
const signerToken = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.e30.c2ln';
const document = { source: 'base64', name: 'Document.pdf', base64: 'JVBERi0=' };

/** Keynua's API documentation of 2025. The answers about issuers and of the older Update Item are not documented. */
export const keynua: DocumentedCase[] = [
	{
		operation: 'contract.create',
		parameters: {
			title: 'Contract title',
			documents: { document: [document] },
			signers: { signer: [{ name: 'Manuel Silva', email: 'msilva@keynua.com' }] },
		},
		answers: (url) => [contract(url)],
	},
	{ operation: 'contract.get', parameters: { contractId }, answers: (url) => [contract(url)] },
	{
		operation: 'contract.downloadSigned',
		parameters: { contractId, signedDocuments: 'all' },
		answers: (url) => [contract(url), PDF, PDF],
	},
	{ operation: 'contract.approve', parameters: { contractId, message: 'ok' }, answers: () => [decision] },
	{
		operation: 'contract.decline',
		parameters: { contractId, message: 'no' },
		answers: () => [{ ...decision, item: { ...decision.item, itemState: 'e' } }],
	},
	{ operation: 'contract.delete', parameters: { contractId }, answers: () => [{ deletedAt: AT }] },
	{
		operation: 'documentTemplate.get',
		parameters: { documentTemplateId: TEMPLATE_ID },
		answers: () => [template],
	},
	{
		operation: 'documentTemplate.getMany',
		answers: () => [{ templates: [listedTemplate] }],
	},
	{
		operation: 'documentTemplate.fill',
		parameters: { documentTemplateId: TEMPLATE_ID },
		answers: () => [{ ...template, fields: [] }, { files: [filledFile] }],
	},
	{
		operation: 'identityVerification.create',
		parameters: {
			title: 'Identification 123456789',
			documentNumber: '12345678',
			userEmail: 'user_email@gmail.com',
		},
		answers: () => [verification],
	},
	{
		operation: 'identityVerification.get',
		parameters: { verificationId: VERIFICATION_ID },
		answers: () => [verification],
	},
	{
		operation: 'identityVerification.getMany',
		answers: () => [
			{
				items: [
					{ ...listedVerification, userEmail: 'user_email@gmail.com' },
					{ ...listedVerification, userPhone: '51123456789' },
				],
			},
		],
	},
	{
		operation: 'oneTimeCode.createAsOwner',
		parameters: { contractId, userId: '0' },
		answers: () => [{ code: 'GtEyfgCb', resendInSec: 60, availableAttempts: 3 }],
	},
	{ operation: 'oneTimeCode.send', parameters: { signerToken }, answers: () => [codeState] },
	{ operation: 'oneTimeCode.getDetails', parameters: { signerToken }, answers: () => [codeState] },
	{
		operation: 'oneTimeCode.verify',
		parameters: { signerToken, code: 'GtEyfgCb' },
		answers: () => [{ otpToken: 'eyJ0eXA...qivpYpLm9R7LHid3w' }],
	},
	{ operation: 'signing.getPendingItems', parameters: { signerToken }, answers: () => [pending] },
	{
		operation: 'signing.submitItems',
		parameters: {
			signerToken,
			items: { item: [{ itemId: '2', version: '0', kind: 'text', text: '46464646' }] },
		},
		answers: () => [{ ok: true }],
	},
	{
		operation: 'signing.uploadFile',
		parameters: { signerToken, fileName: 'some_file.jpg' },
		withFile: true,
		answers: (url) => [
			{
				linkId: 'some:id',
				url: `${url}/upload`,
				method: 'PUT',
				headers: { 'Content-Type': 'image/jpeg' },
			},
			'',
		],
	},
];
