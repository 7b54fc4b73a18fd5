import type { IDataObject } from 'n8n-workflow';
import { rowsOf } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';
import { cavaliData } from './promissoryNotes/cavali';
import { decevalData } from './promissoryNotes/deceval';

/**
 * Reads "Additional Fields" into what the request has besides title, template, documents and users. The fields bear
 * Keynua's own names; only those that are not sent as they were entered are listed here.
 */
export function extras(item: Item, signerCount: number): IDataObject {
	const { expirationDatetime, expirationInHours, metadata, otherAttributes, ...fields } =
		item.collection('additionalFields');
	const { flags, plain } = splitFlags(item, fields, signerCount);
	if (expirationDatetime !== undefined && expirationInHours !== undefined) {
		throw item.invalidInput(
			'"Expiration Date" and "Expiration in Hours" say two different things',
			'Take one of the two away.',
		);
	}
	return {
		...plain,
		...(expirationInHours !== undefined && { expirationInHours }),
		...(expirationDatetime !== undefined && {
			expirationDatetime: item.instant(expirationDatetime, 'Expiration Date'),
		}),
		...(rowsOf(metadata).length > 0 && { metadata: keyValues(item, metadata) }),
		...(Object.keys(flags).length > 0 && { flags }),
		...(otherAttributes !== undefined && item.parsedObject(otherAttributes, 'Other Attributes (JSON)')),
	};
}

/** `flags` holds the notification channels and the promissory notes. Of a note, the form goes before the JSON. */
function splitFlags(item: Item, fields: IDataObject, signerCount: number) {
	const {
		cavaliData: cavaliJson,
		cavaliNote,
		chosenNotificationOptions,
		decevalData: decevalJson,
		decevalNote,
		...plain
	} = fields;
	const chosen = (chosenNotificationOptions ?? []) as string[];
	const cavali = cavaliData(item, cavaliNote, signerCount) ?? note(item, cavaliJson, 'Cavali Note (JSON)');
	const deceval = decevalData(item, decevalNote) ?? note(item, decevalJson, 'Deceval Note (JSON)');
	const flags: IDataObject = {
		...(chosen.length > 0 && { chosenNotificationOptions: channels(item, chosen) }),
		...(cavali && { cavaliData: cavali }),
		...(deceval && { decevalData: deceval }),
	};
	return { flags, plain };
}

/** The note as JSON; undefined when the field was not added, or was left at its {}. */
function note(item: Item, json: unknown, label: string): IDataObject | undefined {
	if (json === undefined) return undefined;
	const parsed = item.parsedObject(json, label);
	return Object.keys(parsed).length > 0 ? parsed : undefined;
}

function channels(item: Item, chosen: string[]): string[] {
	if (!(chosen.includes('sms') && chosen.includes('whatsapp'))) return chosen;
	throw item.invalidInput(
		'"Notification Channels" cannot hold both SMS and WhatsApp',
		'Choose one of the two.',
	);
}

function keyValues(item: Item, metadata: unknown): IDataObject {
	const entries = rowsOf(metadata).map(({ name, value }, index) => {
		if (name !== undefined) return [String(name), value ?? ''];
		throw item.invalidInput(
			`"Metadata: Entry ${index + 1}: Name" is empty`,
			'Give the entry a name, or take it away.',
		);
	});
	return Object.fromEntries(entries) as IDataObject;
}
