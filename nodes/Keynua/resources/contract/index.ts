import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { downloadSigned } from './downloadSigned';
import { get } from './get';

export const contract: Resource = {
	name: 'Contract',
	value: 'contract',
	description: 'Documents that people sign',
	operations: { create, downloadSigned, get },
};
