import type { Resource } from '../../../runtime/operation';
import { send } from './send';

export const certifiedSms: Resource = {
	name: 'Certified SMS',
	value: 'certifiedSms',
	description: 'Text messages whose sending and content Firmafy certifies',
	operations: { send },
};
