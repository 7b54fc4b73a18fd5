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
import { recordsIn, textOf } from '../runtime/text';
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

/** Of a confirmed event, what Keynua itself has is given. What only the delivery says stands apart, in `notProven`. */
function withConfirmation(event: IDataObject, confirmation: Confirmation): IDataObject {
	const { confirmed, notConfirmed, contract, verification, item } = confirmation;
	const answer = {
		confirmed,
		...(notConfirmed !== undefined && { notConfirmed }),
		...(contract && { contract }),
		...(verification && { verification }),
	};
	if (confirmed !== true) return { ...event, ...answer };
	const user = userOf(event, contract);
	const record: IDataObject = { ...(contract ?? verification), ...(item && { item }), ...(user && { user }) };
	const proven: IDataObject = {};
	const notProven: IDataObject = {};
	for (const [name, value] of Object.entries(event)) {
		if (COMPARED.includes(name)) proven[name] = value;
		else if (Object.hasOwn(record, name)) proven[name] = record[name];
		else if (name !== 'explanation') notProven[name] = value;
	}
	const explanation = explanationOf((item ?? {}) as IDataObject);
	const rest = Object.keys(notProven).length > 0 && { notProven };
	return { ...proven, ...(explanation && { explanation }), ...answer, ...rest };
}

/** What Keynua was asked about, and when the trigger got it. */
const COMPARED = ['event', 'receivedAt', 'contractId', 'id', 'refId'];

function userOf({ user }: IDataObject, contract: IDataObject | undefined): IDataObject | undefined {
	const id = textOf((user as IDataObject | undefined)?.id);
	return recordsIn(contract?.users).find((one) => textOf(one.id) === id);
}
