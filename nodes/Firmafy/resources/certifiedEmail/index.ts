import type { Resource } from '../../../runtime/operation';
import { send } from './send';

export const certifiedEmail: Resource = {
	name: 'Certified Email',
	value: 'certifiedEmail',
	description: 'E-mails whose sending and content Firmafy certifies',
	operations: { send },
};
