import type { IDataObject } from 'n8n-workflow';
import { rowsOf, type Item } from '../../../runtime/item';
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
		...(metadata !== undefined && { metadata: keyValues(metadata) }),
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
	const cavali = cavaliData(item, cavaliNote, signerCount);
	const deceval = decevalData(item, decevalNote);
	const flags: IDataObject = {
		...(chosenNotificationOptions !== undefined && {
			chosenNotificationOptions: channels(item, chosenNotificationOptions as string[]),
		}),
		...(cavaliJson !== undefined && {
			cavaliData: item.parsedObject(cavaliJson, 'Cavali Promissory Note (JSON)'),
		}),
		...(cavali && { cavaliData: cavali }),
		...(decevalJson !== undefined && {
			decevalData: item.parsedObject(decevalJson, 'Deceval Promissory Note (JSON)'),
		}),
		...(deceval && { decevalData: deceval }),
	};
	return { flags, plain };
}

function channels(item: Item, chosen: string[]): string[] {
	if (!(chosen.includes('sms') && chosen.includes('whatsapp'))) return chosen;
	throw item.invalidInput(
		'"Notification Channels" cannot hold both SMS and WhatsApp',
		'Choose one of the two.',
	);
}

function keyValues(metadata: unknown): IDataObject {
	return Object.fromEntries(rowsOf(metadata).map(({ name, value }) => [String(name), value ?? '']));
}
