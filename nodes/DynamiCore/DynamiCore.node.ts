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
import { methods } from './methods';
import { resources } from './resources';

export class DynamiCore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DynamiCore',
		name: 'dynamiCore',
		icon: { light: 'file:../../icons/dynamicore.svg', dark: 'file:../../icons/dynamicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Keep clients, accounts, tax data and documents to sign in DynamiCore',
		defaults: { name: 'DynamiCore' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dynamiCoreApi', required: true, testedBy: 'dynamiCoreApi' }],
		hints: hintsFor(resources),
		properties: describe(resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
