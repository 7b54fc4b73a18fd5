import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { textOf } from '../../../runtime/text';
import { documentTemplateField, templateIdIn } from '../../locators';
import { fetchFiles } from '../../signedFiles';
import { keynuaRequest } from '../../transport';
import { fieldValues } from './fieldValues';
import { fieldsOf, getEndpoint, getTemplate, type DocumentTemplate, type TemplateField } from './templates';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/contract-manager-document-templates/api/create-filled-files/{templateId}',
	effect: 'write',
};

export const fill: Operation = {
	name: 'Fill',
	action: 'Fill a document template',
	description: 'Make PDFs out of a document template and your values, to be used in a contract',
	endpoints: [endpoint, getEndpoint],
	idField: 'templateId',
	howToCheck: 'Filled files that nobody uses in a contract have no effect: it is safe to fill again.',
	properties: [
		documentTemplateField,
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			required: true,
			typeOptions: {
				loadOptionsDependsOn: ['documentTemplateId.value'],
				resourceMapper: {
					resourceMapperMethod: 'getTemplateFields',
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					addAllFields: true,
					supportAutoMap: true,
					multiKeyMatch: false,
					noFieldsError: 'This template has no fields.',
				},
			},
			// Before a template is chosen there is nothing to fill in.
			displayOptions: { hide: { documentTemplateId: [''] } },
			description: 'The fields of the template, and the values to fill in',
		},
		{
			displayName: 'Download Files',
			name: 'downloadFiles',
			type: 'boolean',
			default: false,
			description: 'Whether to put the filled PDFs into the output as files',
			hint: 'A contract does not need them: it takes the storageId',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'outputDataFieldName',
			type: 'string',
			default: 'data',
			required: true,
			displayOptions: { show: { downloadFiles: [true] } },
			description:
				'Name of the binary field for the first file. Further files get a number: data_2, data_3, ….',
		},
	],

	async execute(item) {
		const template = await getTemplate(item.context, item.text('documentTemplateId'));
		const templateId = templateIdIn(item.text('documentTemplateId'));
		const fields = fieldsOf(template);
		const body = { fieldValues: fieldValues(item, fields, givenValues(item, fields)) };
		const values = { path: { templateId }, body };
		const answer = await keynuaRequest<{ files?: IDataObject[] }>(item.context, endpoint, values, 'files');
		const files = (answer.files ?? []).map((file) => ({ name: nameOf(template, file), ...file }));
		const json = { ...answer, templateId, files };
		if (!item.boolean('downloadFiles')) return [{ json }];
		const named = files.map(({ name, url }: IDataObject) => ({ name: textOf(name), url: textOf(url) }));
		const { binary } = await fetchFiles(item.context, named, item.text('outputDataFieldName'));
		return [{ json, binary }];
	},
};

/**
 * Mapped by hand, the values stand in the mapper; mapped automatically, they are those of the item's own fields that
 * are called like one of the template's. An item usually has others as well.
 */
function givenValues(item: Item, fields: TemplateField[]): IDataObject {
	const { mappingMode, value } = item.collection('fields');
	if (mappingMode !== 'autoMapInputData') return (value ?? {}) as IDataObject;
	const known = new Set(fields.flatMap(({ id, name }) => [id, name]));
	const own = Object.entries(item.context.getInputData()[item.index].json);
	return Object.fromEntries(own.filter(([name]) => known.has(name)));
}

/** Keynua names its files only in the template. */
function nameOf({ files }: DocumentTemplate, { id }: IDataObject): string {
	return textOf(files?.find((file) => file.id === id)?.name) || `${textOf(id)}.pdf`;
}
