import type { Operation } from '../../../runtime/operation';
import { documentTemplateField } from '../../locators';
import { getEndpoint, getTemplate } from './templates';

export const get: Operation = {
	name: 'Get',
	action: 'Get a document template',
	description: 'Get a document template with its fields and files',
	endpoints: [getEndpoint],
	properties: [documentTemplateField],

	async execute(item) {
		return [{ json: await getTemplate(item.context, item.text('documentTemplateId')) }];
	},
};
