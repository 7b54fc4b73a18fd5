import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { fieldsOf, getTemplate, type TemplateField } from '../resources/documentTemplate/templates';

const types: Record<TemplateField['type'], FieldType> = {
	string: 'string',
	number: 'number',
	date: 'dateTime',
};

/** The fields of the document template that is chosen in the form. */
export async function getTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = this.getNodeParameter('documentTemplateId', '', { extractValue: true }) as string;
	if (!chosen) return { fields: [], emptyFieldsNotice: 'Choose a document template first.' };
	const fields = fieldsOf(await getTemplate(this, chosen));
	return {
		fields: fields.map(({ id, name, type, required, default: defaultValue }) => ({
			id,
			displayName: name,
			type: types[type] ?? 'string',
			required: required && defaultValue === undefined,
			defaultMatch: false,
			display: true,
			...(defaultValue !== undefined && { defaultValue }),
		})),
	};
}
