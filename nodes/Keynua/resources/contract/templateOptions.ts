import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import { countryCodes } from '../../countries';

/** Reads the guided form into `templateOptions` of the request. Groups of the same stage number sign side by side. */
export function templateOptionsFromForm(item: Item): IDataObject {
	const rows = item.rows('templateGroups');
	if (rows.length === 0) {
		throw item.invalid('templateGroups', 'is empty', 'Add at least one group with "Add group".');
	}
	const numbers = [...new Set(rows.map(stageOf))].sort((a, b) => a - b);
	const stages = numbers.map((number) => ({
		groups: rows.filter((row) => stageOf(row) === number).map((row) => group(item, row)),
	}));
	const { mock, classesId, ...global } = item.collection('templateSettings');
	return {
		...(mock !== undefined && { mock }),
		...(classesId !== undefined && { classesId }),
		...(Object.keys(global).length > 0 && { global }),
		stages,
	};
}

/** Every person has to be in a group of the template, by the group's name. */
export function checkGroups(item: Item, templateOptions: IDataObject, users: IDataObject[]): void {
	const stages = templateOptions.stages as Array<{ groups: IDataObject[] }>;
	const names = stages.flatMap(({ groups }) => groups.map(({ name }) => String(name)));
	for (const [index, user] of users.entries()) {
		const groups = (user.groups ?? []) as string[];
		if (groups.length > 0 && groups.every((name) => names.includes(name))) continue;
		throw item.invalidInput(
			`"Signer ${index + 1}: Groups" is ${groups.length > 0 ? `"${groups.join(', ')}"` : 'empty'}`,
			`Write the name of one of the groups of people: ${names.join(', ')}.`,
		);
	}
}

function stageOf({ stage = 1 }: IDataObject): number {
	return Number(stage);
}

function group(item: Item, row: IDataObject): IDataObject {
	const { type = 'signers', otherSettings } = row;
	if (!row.name)
		throw item.invalidInput('"Groups of People" has a group without a "Name"', 'Give it a name.');
	const others = otherSettings === undefined ? {} : item.parsedObject(otherSettings, 'Other Settings (JSON)');
	return { name: row.name, type, ...settingsOf(item, String(type), row), ...others };
}

function settingsOf(item: Item, type: string, row: IDataObject): IDataObject {
	if (type === 'bulk') return filled({ requiredItems: row.requiredItems });
	if (type === 'viewers') {
		return filled({
			removeUserInput: row.removeUserInput === true || undefined,
			rejectDocuments: row.rejectDocuments === true || undefined,
		});
	}
	const { documentType, documentSides, signatureTypes, facematch, documentValidations } = row;
	const { countries, documentName, ...settings } = (row.settings ?? {}) as IDataObject;
	return filled({
		documentType,
		documentSides,
		signatureTypes,
		facematch,
		documentValidations,
		...settings,
		countries: countryCodes(item, countries ?? '', `Group ${String(row.name)}: Countries`),
		placeholders: documentName ? { documentName } : undefined,
	});
}

/** What was left empty is not sent: Keynua then does what it does by itself. */
function filled(settings: IDataObject): IDataObject {
	const isEmpty = (value: unknown) =>
		value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
	return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isEmpty(value)));
}
