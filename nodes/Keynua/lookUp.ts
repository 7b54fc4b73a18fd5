import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { commaSeparated } from '../runtime/form/lists';
import { TriggerFields } from '../runtime/form/trigger';
import { confirm, type Confirmation } from './confirm';
import { isOfTemplate } from './events';
import type { Contract } from './resources/contract/contractItems';
import { explanationOf } from './simplify';
import { withSignedFiles } from './signedFiles';
import { triggerFields } from './triggerFields';

/**
 * What the workflow gets for a delivery after Keynua was asked, as far as the person wants that.
 *
 * @returns nothing for a contract that turns out to be of another template than the filter's
 * @throws when Keynua does not confirm the event, unless the person wants to look at `confirmed` in the workflow
 */
export async function lookedUp(
	context: IExecuteFunctions,
	item: INodeExecutionData,
): Promise<INodeExecutionData[]> {
	const filled = new TriggerFields(context, triggerFields);
	const isDownloading = filled.boolean('downloadSigned');
	if (!filled.boolean('confirm')) return isDownloading ? [await withSignedFiles(context, item)] : [item];
	const confirmation = await confirm(context, item.json);
	stopUnlessConfirmed(context, item.json, confirmation);
	const { templates } = filled.collection('filters');
	if (!isOfTemplate(confirmation.contract?.templateId, commaSeparated(templates))) return [];
	const told = { ...item, json: withConfirmation(item.json, confirmation) };
	if (!isDownloading || confirmation.confirmed === false) return [told];
	const isSure = confirmation.confirmed === true;
	return [await withSignedFiles(context, told, isSure ? (confirmation.contract as Contract) : undefined)];
}

function stopUnlessConfirmed(
	context: IExecuteFunctions,
	{ event }: IDataObject,
	{ confirmed, notConfirmed }: Confirmation,
): void {
	const stopWhen = new TriggerFields(context, triggerFields).option('stopWhen');
	const mayGoOn = confirmed === true || stopWhen === 'never';
	if (mayGoOn || (confirmed === null && stopWhen !== 'unconfirmed')) return;
	const message = `Keynua does not confirm the event “${String(event)}”: ${notConfirmed}`;
	throw new NodeOperationError(context.getNode(), message, {
		description:
			'The workflow did not go on. If the event may be genuine, look the contract or verification up at Keynua; “Retry” in the list of executions asks Keynua again.',
	});
}

/** Of a confirmed event, what Keynua has under the same name counts, and not what the delivery says. */
function withConfirmation(event: IDataObject, confirmation: Confirmation): IDataObject {
	const { confirmed, notConfirmed, contract, verification, item } = confirmation;
	const record: IDataObject = confirmed ? { ...(contract ?? verification), ...(item && { item }) } : {};
	const names = Object.keys(event).filter((name) => name !== 'explanation');
	const told: IDataObject = Object.fromEntries(
		names.map((name) => [
			name,
			Object.hasOwn(record, name) && !OURS.includes(name) ? record[name] : event[name],
		]),
	);
	const explanation = explanationOf((told.item ?? {}) as IDataObject);
	return {
		...told,
		...(explanation && { explanation }),
		confirmed,
		...(notConfirmed !== undefined && { notConfirmed }),
		...(contract && { contract }),
		...(verification && { verification }),
	};
}

/** No field of a contract or a verification, even if it is called so. */
const OURS = ['event', 'accountId', 'receivedAt', 'ofPayload'];
