import type { IDataObject } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { clientField } from '../../ids';
import { dynamiCoreWrite } from '../../transport';
import { clientTypeField } from './clientType';
import {
	emailField,
	firstnameField,
	lastnameField,
	morePii,
	morePiiField,
	piiJsonField,
	rfcField,
	typeFields,
} from './pii';

const endpoint: Endpoint = { method: 'PUT', path: '/private/clients', effect: 'write' };

export const update: Operation = {
	name: 'Update',
	action: 'Update a client',
	description: 'Change the data of a client; fields that are not added stay as they are',
	endpoints: [endpoint],
	howToCheck: 'Use Get with the client’s ID to see its data.',
	properties: [
		clientField,
		{
			...clientTypeField,
			description:
				'Optional: shows the fields of this client type below. The client’s type itself stays as it is.',
		},
		typeFields('getClientFields'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [emailField, firstnameField, lastnameField, morePiiField, piiJsonField, rfcField],
		},
	],

	async execute(item) {
		const { morePii: rows, piiJson, ...known } = item.collection('updateFields');
		if (known.rfc !== undefined) known.rfc = String(known.rfc).toUpperCase();
		const pii: IDataObject = { ...morePii(item, { morePii: rows, piiJson }), ...known };
		if (Object.keys(pii).length === 0) {
			throw item.invalid('updateFields', 'is empty', 'Add at least one field to change.');
		}
		const body = { id: item.text('clientId'), pii };
		return await dynamiCoreWrite(item.context, endpoint, { body });
	},
};
