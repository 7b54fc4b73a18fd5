import type { Resource } from '../../../runtime/operation';
import { getData } from './getData';
import { loadKeys } from './loadKeys';
import { sync } from './sync';

export const sat: Resource = {
	name: 'SAT',
	value: 'sat',
	description: 'Data of the Mexican tax office (Servicio de Administración Tributaria)',
	operations: { getData, loadKeys, sync },
};
