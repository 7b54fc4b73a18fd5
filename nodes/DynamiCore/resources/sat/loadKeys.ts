import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { keyFileFields, keyFiles, passwordField } from '../../efirma';
import { clientField, idNumber } from '../../ids';
import { dynamiCoreWrite } from '../../transport';

const endpoint: Endpoint = { method: 'POST', path: '/internal/sat/sat_key', effect: 'write' };

export const loadKeys: Operation = {
	name: 'Load Keys',
	action: 'Load keys of a client for SAT',
	description: 'Give DynamiCore the keys with which it may ask the tax office (SAT) about a client',
	endpoints: [endpoint],
	idField: 'client',
	howToCheck: 'Loading the same keys again does no harm.',
	properties: [
		clientField,
		{
			displayName: 'Type of Keys',
			name: 'keyType',
			type: 'options',
			options: [
				{ name: 'CIEC', value: 'ciec', description: 'The password of the tax office’s portal' },
				{
					name: 'e.firma',
					value: 'efirma',
					description:
						'The electronic signature: a private key (.key), a certificate (.cer) and their password',
				},
			],
			default: 'ciec',
			description: 'With what DynamiCore signs in at the tax office',
		},
		passwordField,
		...keyFileFields({ keyType: ['efirma'] }),
	],

	async execute(item) {
		const client = idNumber(item, 'clientId');
		const pas = item.exactText('password');
		const files = await filesOf(item);
		const body: IDataObject = {
			client,
			type: item.option<string>('keyType'),
			pas,
			...files,
		};
		const secrets = () => [pas, files.key ?? ''];
		return await dynamiCoreWrite(item.context, endpoint, { body, secrets });
	},
};

async function filesOf(item: Item): Promise<{ key?: string; cer?: string }> {
	return item.option('keyType') === 'efirma' ? { ...(await keyFiles(item)) } : {};
}
