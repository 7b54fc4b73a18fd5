/** The providers' documents' own examples, which the cases are made from. */

const contract = {
	contractId: '00000000-0000-0000-0000-000000000001',
	reference: null,
	title: 'Testing WH CC',
	language: 'es',
	createdAt: '2020-01-01T00:00:00.000Z',
	docCount: 1,
	itemCount: 14,
	metadata: {},
	users: [{ id: 0, name: 'John Doe', email: 'example@keynua.com', phone: null, groups: ['signers'] }],
	documents: [
		{ name: 'sample.pdf', type: 'application/pdf', size: 3028, url: 'https://cmfiles.keynua.com/a' },
	],
};

/** Keynua, "Propiedades de ContractFinished". */
export const contractFinished = {
	...contract,
	pdfItems: [
		{
			title: 'Certificado y documentos',
			url: 'https://cmfiles.keynua.com/contracts/48ae1990',
			individuals: [
				{ title: 'pdf.24.1.test_contract_1.pdf', url: 'https://cmfiles.keynua.com/b', userIds: [0] },
			],
		},
	],
};

const item = {
	id: 0,
	refId: 'signersemail',
	state: 'working',
	version: 1,
	stageIndex: 0,
	type: 'email',
	value: null,
};

/** Keynua, "Propiedades de ContractItemUpdated"; a step that failed has its code in `value`. */
export const itemUpdated = {
	...contract,
	item: {
		...item,
		state: 'error',
		type: 'reniec',
		value: { code: 'ReniecFailed', message: 'No disponible' },
	},
	user: { id: 0, name: 'John Doe' },
};

/** Keynua, "Obtener un contrato". */
export const contractAnswer = {
	...contract,
	id: contract.contractId,
	status: 'working',
	users: [{ ...contract.users[0], state: 'pending', token: 'eyJ0.eyJ1c2Vy.c2ln' }],
	items: [item, itemUpdated.item],
};

/** Keynua, "Propiedades de DocumentTemplateField". */
export const templateField = {
	id: 'f1',
	name: 'Documento',
	type: 'string',
	required: true,
	minLength: 1,
	maxLength: 20,
	regex: '^[0-9]{8}$',
	placeholder: '12345678',
};

/** Firmafy, the JSON that a webhook delivers. */
export const firmafyDelivery = {
	type: 'Firmar Documento',
	daterequest: '2021-02-09 16:02:34',
	datesign: '2021-02-09 16:07:25',
	status: 'FIRMADO',
	subject: 'Firmafy | Solicitud de Firma',
	csv: 'xxxxxxxxxxxxxx',
	size: '35687',
	sender: 'SYSTEM TEST',
	filename: 'Documento.pdf',
	signer: [
		{
			name: 'xxxxxx',
			phone: 'xxxxx',
			nif: 'xxxxxxx',
			email: 'soporte@firmafy.com',
			status: 'ACTIVO',
			datesign: '2021-02-09 16:06:32',
		},
	],
	docoriginal: 'https://app.firmafy.com/docs/original.pdf',
	docsigned: 'data:application/pdf;base64,JVBERi0xLjQ=',
	docaudit: 'JVBERi0xLjQ=',
};

/** The same as a form of PHP spells it out. */
export const firmafyForm = {
	csv: 'xxxxxxxxxxxxxx',
	status: 'FIRMADO',
	filename: ['a.pdf', 'b.pdf'],
	'signer[0][name]': 'A',
	'signer[0][datesign]': '2021-02-09 16:06:32',
	'signer[1][name]': 'B',
};

/** Mensatek, "Real-time reception of statuses": the sample report. */
export const mensatekReport = {
	Servicio: 'VERIFICACION_IDENTIDAD',
	ID: '299846332',
	FechaEnvio: '2021-10-10 10:10',
	Estado: '5001',
	Telefono: '34600000000',
	DNIAnverso: '00000000T',
	DNISolicitado: '00000000T',
	Acceso: '{"Fecha":"2021-09-04 19:37:21","IP":"85.10.20.221","Puerto":"11892"}',
	Result:
		'{"AnversoReversoCoinciden":"Si","DNISolicitadoCoincide":"N\\/A","DNI":{"DNI":"00000000T","Caducado":"No"},"ProcesoRelizadoMismaPersona":"Si","PruebaDeVida":"Si"}',
};

/** Mensatek's answers, in each of their forms. */
export const mensatekAnswers = [
	'[\n{\n"Res": "10",\n"ID": "1994779988",\n"Cred": "12000"\n}\n]',
	'{"Res":-3,"Error":"Falta algo"}',
	'Res:1;\nID:7;\nCred:12.345,67;\n',
	'<?xml version="1.0"?><result><Res>1</Res><ID>7</ID><Cred>12.345,67</Cred></result>',
	'<result><item0><RES>-3</RES><Error>a &lt;b&gt; &amp; &#233;</Error></item0></result>',
	'-1',
];

/** DynamiCore's envelope, with what is seen in it. */
export const dynamiCoreAnswers = [
	{ status: 'success', message: { code: 200, total: 1, data: [] } },
	{ status: 'success', message: { code: 200, total: 1, data: [{ id: 424, pii: { firstname: 'Rafael' } }] } },
	{ status: 'error', message: { status: 'error', message: 'Client not found' } },
	{ data: { message: { message: 'no' } } },
	{ id: '88b93325-82c4-40aa-9606-f49c757382ae', signed_by_all: true, status: 'SIGNED' },
];

/** DynamiCore's catalog: templates as a list of lists, as objects, and as JSON text. */
export const dynamiCoreCatalog = [
	{ id: 17, name: 'Persona Fisica', template: [['lastname', 'rfc']] },
	{
		id: '9',
		name: 'X',
		template: [
			{ field: 'income', displayname: 'Ingreso', type: 'number', score: 2, validate: { options: ['A'] } },
		],
	},
	{ id: 5, name: 'Y', template: '[["a"]]' },
	{ id: 6, field: 'loose', type: 'text' },
];
