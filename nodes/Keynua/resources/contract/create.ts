import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { contractShower, signingLinksField, simplifyField } from '../../simplify';
import { keynuaRequest } from '../../transport';
import { additionalFields } from './createFields';
import { documents, documentsField } from './documents';
import { extras } from './extras';
import { signers, signersField } from './signers';
import { templateForm } from './templateForm';
import { checkGroups, templateOptionsFromForm } from './templateOptions';

const endpoint: Endpoint = { method: 'PUT', path: '/contracts/v1', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create a contract',
	description: 'Create a contract and invite its signers',
	endpoints: [endpoint],
	howToCheck: 'Contracts are listed by title and reference in Keynua’s web app.',
	properties: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Loan agreement 2026-118',
			description: 'Title of the contract, as signers see it',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'options',
			options: [
				{
					name: 'By Form',
					value: 'form',
					description: 'Describe groups, kinds of signature and checks in a form',
				},
				{
					name: 'By ID',
					value: 'id',
					description: 'A public template of Keynua, or one that Keynua made for you',
				},
				{
					name: 'By JSON',
					value: 'options',
					description: 'Describe stages, groups and checks as JSON (templateOptions)',
				},
			],
			default: 'id',
			description: 'What the signers have to do',
		},
		{
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: 'keynua-peru-default',
			required: true,
			displayOptions: { show: { template: ['id'] } },
			description:
				'ID of the template, such as keynua-peru-default. Keynua tells you the IDs of templates made for you.',
		},
		{
			displayName: 'Template Options (JSON)',
			name: 'templateOptions',
			type: 'json',
			default: '{\n  "stages": [\n    { "groups": [{ "type": "signers", "name": "signers" }] }\n  ]\n}',
			required: true,
			displayOptions: { show: { template: ['options'] } },
			description:
				'The dynamic template (templateOptions in Keynua’s documentation): stages, groups, types of signature, checks',
		},
		...templateForm.map((field) => ({ ...field, displayOptions: { show: { template: ['form'] } } })),
		documentsField,
		signersField,
		signingLinksField,
		simplifyField,
		additionalFields,
	],

	async execute(item) {
		const shown = await contractShower(item);
		const users = signers(item);
		const body = {
			title: item.text('title'),
			...templateOf(item, users),
			documents: await documents(item),
			users,
			...extras(item, users.length),
		};
		return [{ json: shown(await keynuaRequest(item.context, endpoint, { body }, 'id')) }];
	},
};

function templateOf(item: Item, users: IDataObject[]): IDataObject {
	const template = item.option<'form' | 'id' | 'options'>('template');
	if (template === 'id') return { templateId: item.text('templateId') };
	if (template === 'options') return { templateOptions: item.json('templateOptions') };
	const templateOptions = templateOptionsFromForm(item);
	checkGroups(item, templateOptions, users);
	return { templateOptions };
}
