import type { Resource } from '../../../runtime/operation';
import { subscribe } from './subscribe';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'Where Firmafy sends its events',
	operations: { subscribe },
};
