import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
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

/**
 * How the person wants to see a verification: with its link or without, simplified or raw. To be asked for before one
 * is created: a field that cannot be read must not keep back what was made.
 */
export async function verificationShower(item: Item): Promise<(verification: IDataObject) => IDataObject> {
	const linkFor = item.boolean('includeSigningLink') ? await signingLinks(item.context) : undefined;
	const simplify = item.boolean('simplify');
	return (verification) => {
		const signingLink = linkFor?.(verification.userToken);
		const complete = { ...verification, ...(signingLink && { signingLink }) };
		return simplify ? simplifiedVerification(complete) : complete;
	};
}
