import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../../runtime/operation';
import { collectPages } from '../../../runtime/http/pages';
import type { Caller } from '../../../runtime/http/provider';
import { recordsIn, textOf } from '../../../runtime/text';
import { templateIdIn } from '../../locators';
import { keynuaRequest } from '../../transport';

export const listEndpoint: Endpoint = {
	method: 'GET',
	path: '/contract-manager-document-templates/api',
	effect: 'read',
	answersWith: 'templates',
};

export const getEndpoint: Endpoint = {
	method: 'GET',
	path: '/contract-manager-document-templates/api/{templateId}',
	effect: 'read',
	answersWith: 'templateId',
};

export interface ListedTemplate extends IDataObject {
	templateId: string;
	name: string;
}

/** "Propiedades de DocumentTemplateField": the rules for one value. */
export interface TemplateField {
	id: string;
	name: string;
	type: 'string' | 'number' | 'date';
	required: boolean;
	default?: string;
	minLength?: number;
	maxLength?: number;
	regex?: string;
	placeholder?: string;
}

export interface DocumentTemplate extends IDataObject {
	templateId: string;
	fields?: IDataObject[];
	files?: IDataObject[];
}

/** Up to `wanted` templates. All of them come in one answer when no limit is sent; `next` is followed in any case. */
export async function listTemplates(
	context: Caller,
	wanted: number,
	organizational: boolean,
): Promise<ListedTemplate[]> {
	return await collectPages<ListedTemplate, string>(context, wanted, async (start, missing) => {
		const query = {
			...(Number.isFinite(missing) && { limit: missing }),
			...(organizational && { organizational }),
			...(start && { start }),
		};
		const page = await keynuaRequest<{ templates?: ListedTemplate[]; next?: string }>(context, listEndpoint, {
			query,
		});
		return { entries: page.templates ?? [], next: page.next || undefined };
	});
}

export async function getTemplate(context: Caller, templateId: string): Promise<DocumentTemplate> {
	const path = { templateId: templateIdIn(templateId) };
	return await keynuaRequest<DocumentTemplate>(context, getEndpoint, { path });
}

export function fieldsOf({ fields }: DocumentTemplate): TemplateField[] {
	return recordsIn(fields).map(({ id, name, type, required, minLength, maxLength, ...rest }) => ({
		id: textOf(id),
		name: textOf(name) || textOf(id),
		type: type as TemplateField['type'],
		required: required === true,
		...(typeof minLength === 'number' && { minLength }),
		...(typeof maxLength === 'number' && { maxLength }),
		default: textOf(rest.default) || undefined,
		regex: textOf(rest.regex) || undefined,
		placeholder: textOf(rest.placeholder) || undefined,
	}));
}
