import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Fields } from '../../transport';

/** A4 in millimetres. */
const PAGE_WIDTH = 210;
const PAGE_HEIGHT = 297;

/** In the order in which people think of them, not in that of the alphabet. */
const boxFields: INodeProperties[] = [
	{
		displayName: 'Page',
		name: 'page',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'Number of the page, from 1',
	},
	{
		displayName: 'Signer',
		name: 'signer',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'Whose signature it is: 1 for the first one under Signers, 2 for the second',
	},
	{
		displayName: 'X (Millimeters)',
		name: 'x',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: PAGE_WIDTH },
		default: 20,
		description: 'Distance from the left edge of the page, in millimetres: 0 to 210',
	},
	{
		displayName: 'Y (Millimeters)',
		name: 'y',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: PAGE_HEIGHT },
		default: 250,
		description: 'Distance from the upper edge of the page, in millimetres: 0 to 297',
	},
	{
		displayName: 'Width (Millimeters)',
		name: 'width',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: PAGE_WIDTH },
		default: 40,
		description: 'Firmafy recommends 40 millimetres',
	},
	{
		displayName: 'Height (Millimeters)',
		name: 'height',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: PAGE_HEIGHT },
		default: 15,
		description: 'Firmafy recommends 15 millimetres',
	},
	{
		displayName: 'Rotate',
		name: 'rotate',
		type: 'boolean',
		default: false,
		description: 'Whether the box is turned by 90 degrees, for a signature in the margin (side)',
	},
];

export const placementFields: INodeProperties[] = [
	{
		displayName: 'Signature Placement',
		name: 'placement',
		type: 'options',
		options: [
			{
				name: 'Boxes',
				value: 'boxes',
				description: 'At the places that you set here (coordenadas)',
			},
			{
				name: 'Left Margin',
				value: 'margin',
				description: 'In the left margin of every page, as Firmafy does by itself',
			},
			{
				name: 'Template',
				value: 'template',
				description:
					'As in a template made in Firmafy, which also gives the subject and the message of the e-mail',
			},
		],
		default: 'margin',
		description: 'Where on the document the signatures appear',
	},
	{
		displayName: 'Template Name',
		name: 'templateName',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { placement: ['template'] } },
		description:
			'Name of the template in Firmafy (template_name). The PDF must have exactly as many pages as the template.',
	},
	{
		displayName: 'Number of Pages',
		name: 'pages',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: { show: { placement: ['boxes'] } },
		description: 'How many pages the PDF has: Firmafy wants to be told of those without a box as well',
	},
	{
		displayName: 'Signature Boxes',
		name: 'boxes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add box',
		default: {},
		displayOptions: { show: { placement: ['boxes'] } },
		description: 'The places of the signatures. A signer may have several, also on one page.',
		options: [{ displayName: 'Box', name: 'box', values: boxFields }],
	},
];

/** `template_name` or `coordenadas`, or neither: then Firmafy signs in the left margin. */
export function placement(item: Item, signerCount: number): Fields {
	const choice = item.option<'boxes' | 'margin' | 'template'>('placement');
	if (choice === 'template') return { template_name: item.text('templateName') };
	if (choice === 'boxes') return { coordenadas: JSON.stringify(boxesByPage(item, signerCount)) };
	return {};
}

/** One list per page, empty for a page without boxes. The name of the field is Spanish in every language. */
function boxesByPage(item: Item, signerCount: number): IDataObject[][] {
	const rows = item.rows('boxes');
	if (rows.length === 0) throw item.invalid('boxes', 'is empty', 'Add at least one box with "Add box".');
	const pages: IDataObject[][] = Array.from({ length: item.integer('pages', 1) }, () => []);
	for (const [index, row] of rows.entries()) {
		const inRange = reader(item, row, `Box ${index + 1}`);
		const page = inRange('page', 'Page', 1, pages.length, true);
		pages[page - 1].push(box(inRange, row, signerCount));
	}
	return pages;
}

type Read = (name: string, shown: string, from: number, to: number, whole?: boolean) => number;

function box(inRange: Read, { rotate }: IDataObject, signerCount: number): IDataObject {
	const x = inRange('x', 'X (Millimeters)', 0, PAGE_WIDTH);
	const y = inRange('y', 'Y (Millimeters)', 0, PAGE_HEIGHT);
	// Which way a rotated box turns is not documented, so only its corner is known to be on the page.
	const room = rotate === true ? [PAGE_HEIGHT, PAGE_WIDTH] : [PAGE_WIDTH - x, PAGE_HEIGHT - y];
	return {
		signer: inRange('signer', 'Signer', 1, signerCount, true),
		x,
		y,
		side: rotate === true ? 1 : 0,
		width: inRange('width', 'Width (Millimeters)', 1, room[0]),
		height: inRange('height', 'Height (Millimeters)', 1, room[1]),
	};
}

/** Reads a number of one row, within what the page and the form have room for. */
function reader(item: Item, row: IDataObject, label: string): Read {
	return (name, shown, from, to, whole = false) => {
		const value = Number(row[name]);
		if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
		throw item.invalidInput(
			`"${label}: ${shown}" must be ${whole ? 'a whole number ' : ''}from ${from} to ${to}, not ${String(row[name])}`,
			'The page is A4, 210 by 297 millimetres, and the box must lie on it; pages and signers count from 1.',
		);
	};
}
