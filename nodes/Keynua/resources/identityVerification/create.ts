import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { countryCodes } from '../../countries';
import { keynuaRequest } from '../../transport';
import { email, phone } from '../../people';
import { documentTypes } from '../../documentTypes';
import { additionalFields } from './createFields';
import { includeSigningLinkField, verificationShower } from './shown';
import { simplifyField } from '../../simplify';

const endpoint: Endpoint = { method: 'PUT', path: '/identity-verification/v1', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create an identity verification',
	description: 'Ask a person to prove who they are, with their document and their face',
	endpoints: [endpoint],
	howToCheck: 'Verifications are listed by title, document number and reference in Keynua’s web app.',
	properties: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Identification 12345678',
			description: 'Name of the verification, as the person and your colleagues see it',
		},
		{
			displayName: 'Document Type',
			name: 'documentType',
			type: 'options',
			options: documentTypes,
			default: 'pe-dni',
			description:
				'Kind of identity document. With the types Selfie and Video, Keynua treats all but sv-dui, mx-ife, cl-cedula, pe-dni, br-denatran and co-cedula as “global”.',
		},
		{
			displayName: 'Document Number',
			name: 'documentNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345678',
			description: 'Number of the identity document that the person is expected to have',
		},
		{
			displayName: 'Invite By',
			name: 'inviteBy',
			type: 'options',
			options: [
				{ name: 'Email', value: 'email' },
				{
					name: 'Nobody',
					value: 'nobody',
					description: 'You send the person the link yourself: switch on “Include Signing Link” to get it',
				},
				{ name: 'Phone', value: 'phone' },
			],
			default: 'email',
			description:
				'How the person gets the link. Keynua takes an e-mail address or a phone number, not both.',
		},
		{
			displayName: 'Email',
			name: 'userEmail',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
			displayOptions: { show: { inviteBy: ['email'] } },
			description: 'Address to which Keynua sends the link',
		},
		{
			displayName: 'Phone',
			name: 'userPhone',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { inviteBy: ['phone'] } },
			placeholder: 'e.g. 51987654321',
			description: 'Mobile number with its country prefix. Spaces, dashes and a leading + are taken away.',
		},
		includeSigningLinkField,
		simplifyField,
		additionalFields,
	],

	async execute(item) {
		const shown = await verificationShower(item);
		const body = {
			title: item.text('title'),
			documentType: item.option('documentType'),
			documentNumber: item.text('documentNumber'),
			...invitation(item),
			...extras(item),
		};
		return [{ json: shown(await keynuaRequest(item.context, endpoint, { body }, 'id')) }];
	},
};

function invitation(item: Item): IDataObject {
	const way = item.option<'email' | 'phone' | 'nobody'>('inviteBy');
	if (way === 'email') return { userEmail: email(item, item.text('userEmail'), 'Email') };
	if (way === 'phone') return { userPhone: phone(item, item.text('userPhone'), 'Phone') };
	return {};
}

function extras(item: Item): IDataObject {
	const { countries, documentSide, idTypes, ...plain } = item.collection('additionalFields');
	if (documentSide !== undefined && item.option('documentType') !== 'pe-dni') {
		throw item.invalidInput(
			'"Document Side" is only for the Peruvian DNI',
			'Take the field away, or choose the document type “Peru: DNI”.',
		);
	}
	const codes = countryCodes(item, countries ?? '', 'Countries');
	const types = (idTypes ?? []) as string[];
	if (codes.length + types.length > 0 && plain.documentScanVersion !== 2) {
		throw item.invalidInput(
			'"Countries" and "ID Types" only work with a 3D document scan',
			'Add the field “Document Scan” and choose “3D”.',
		);
	}
	return {
		...plain,
		...(documentSide !== undefined && { documentSide }),
		...(codes.length > 0 && { countries: codes }),
		...(types.length > 0 && { idTypes: types }),
	};
}
