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
import { mensatekLogin } from './credentialTest';
import { resources } from './resources';

export class Mensatek implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mensatek',
		name: 'mensatek',
		icon: { light: 'file:../../icons/mensatek.svg', dark: 'file:../../icons/mensatek.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Have the identity of people verified with Mensatek',
		defaults: { name: 'Mensatek' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mensatekApi', required: true, testedBy: 'mensatekLogin' }],
		hints: hintsFor(resources),
		properties: describe(resources),
	};

	methods = { credentialTest: { mensatekLogin } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
