import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { hintsFor } from '../runtime/form/hints';
import { describe } from '../runtime/form/describe';
import { run } from '../runtime/run/run';
import { credentialTest } from './methods/credentialTest';
import { searchDocumentTemplates, searchVerifications } from './methods/listSearch';
import { getTemplateFields } from './methods/resourceMapping';
import { resources } from './resources';

export class Keynua implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keynua',
		name: 'keynua',
		icon: { light: 'file:../../icons/keynua.svg', dark: 'file:../../icons/keynua.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Have contracts signed and identities verified with Keynua',
		defaults: { name: 'Keynua' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'keynuaApi', required: true, testedBy: 'keynuaApi' }],
		hints: hintsFor(resources),
		properties: describe(resources),
	};

	methods = {
		credentialTest,
		listSearch: { searchDocumentTemplates, searchVerifications },
		resourceMapping: { getTemplateFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
