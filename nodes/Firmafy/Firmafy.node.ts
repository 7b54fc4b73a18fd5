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
import { firmafyLogin } from './credentialTest';
import { resources } from './resources';

export class Firmafy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Firmafy',
		name: 'firmafy',
		icon: { light: 'file:../../icons/firmafy.svg', dark: 'file:../../icons/firmafy.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Have documents signed and send certified e-mails and SMS with Firmafy',
		defaults: { name: 'Firmafy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'firmafyApi', required: true, testedBy: 'firmafyLogin' }],
		sensitiveOutputFields: ['token'],
		hints: hintsFor(resources),
		properties: describe(resources),
	};

	methods = { credentialTest: { firmafyLogin } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
