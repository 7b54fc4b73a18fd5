import type { Resource } from '../../../runtime/operation';
import { approve } from './approve';
import { create } from './create';
import { decline } from './decline';
import { deleteContract } from './delete';
import { downloadSigned } from './downloadSigned';
import { get } from './get';

export const contract: Resource = {
	name: 'Contract',
	value: 'contract',
	description: 'Documents that people sign',
	operations: { get, create, downloadSigned, approve, decline, delete: deleteContract },
};
