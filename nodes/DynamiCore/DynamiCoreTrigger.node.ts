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

/**
 * When the latest poll began. A published workflow polls with the same context each time: it tells whose poll it is.
 */
const begun = new WeakMap<IPollFunctions, number>();

/** Each request ends long before. Whatever else hangs must not keep the trigger from looking ever again. */
const LONGEST_MS = 60 * 60 * 1000;

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

	/**
	 * n8n asks again at the set time even when the poll before is still under way: two would find the same news, so the
	 * second gives nothing. After an hour it takes over, and whatever the first may still find is dropped.
	 */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		if (this.getMode() === 'manual') return [await sample(this, watchOf(this))];
		const now = Date.now();
		if (now - (begun.get(this) ?? -Infinity) < LONGEST_MS) return null;
		begun.set(this, now);
		const isLatest = () => begun.get(this) === now;
		try {
			const items = await look(this, watchOf(this), isLatest);
			return items && [items];
		} finally {
			if (isLatest()) begun.delete(this);
		}
	}
}
