import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { credentialTest } from './methods/credentialTest';
import { triggerFields, watchOf } from './trigger/form';
import { look, sample } from './trigger/poll';

/** A published workflow polls with the same context each time: this tells which of them are at it. */
const atWork = new WeakSet<IPollFunctions>();

export class DynamiCoreTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DynamiCore Trigger',
		name: 'dynamiCoreTrigger',
		icon: { light: 'file:../../icons/dynamicore.svg', dark: 'file:../../icons/dynamicore.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description: 'Starts the workflow when something new is found in DynamiCore',
		defaults: { name: 'DynamiCore Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dynamiCoreApi', required: true, testedBy: 'dynamiCoreApi' }],
		properties: triggerFields,
	};

	methods = { credentialTest };

	/** n8n asks again at the set time even when the poll before is still under way: two would find the same news. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		if (this.getMode() === 'manual') return [await sample(this, watchOf(this))];
		if (atWork.has(this)) return null;
		atWork.add(this);
		try {
			const items = await look(this, watchOf(this));
			return items && [items];
		} finally {
			atWork.delete(this);
		}
	}
}
