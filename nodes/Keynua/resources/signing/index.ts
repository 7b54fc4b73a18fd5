import type { Resource } from '../../../runtime/operation';
import { getPendingItems } from './getPendingItems';
import { submitItems } from './submitItems';
import { updateItem } from './updateItem';
import { uploadFile } from './uploadFile';

export const signing: Resource = {
	name: 'Signing',
	value: 'signing',
	description: 'For those who build a signing page of their own',
	operations: { getPendingItems, submitItems, updateItem, uploadFile },
};
