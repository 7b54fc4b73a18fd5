import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/item';
import { signingLinks } from '../../signingPage';
import { simplifiedVerification } from '../../simplify';

export const includeSigningLinkField: INodeProperties = {
	displayName: 'Include Signing Link',
	name: 'includeSigningLink',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the link under which the person is verified. Whoever has the link can use it: treat it like a password.',
};

/** The verification as the person wants to see it: with its link or without, simplified or raw. */
export async function shown(item: Item, verification: IDataObject): Promise<IDataObject> {
	const signingLink = item.boolean('includeSigningLink')
		? (await signingLinks(item.context))(verification.userToken)
		: undefined;
	const complete = { ...verification, ...(signingLink && { signingLink }) };
	return item.boolean('simplify') ? simplifiedVerification(complete) : complete;
}
