import type { Resource } from '../../runtime/operation';
import { account } from './account';
import { certifiedEmail } from './certifiedEmail';
import { certifiedSms } from './certifiedSms';
import { session } from './session';
import { signatureRequest } from './signatureRequest';
import { webhook } from './webhook';

/** The table of contents: everything the Firmafy node can do. The first one is what a new node shows: it sends nothing. */
export const resources: Resource[] = [
	account,
	signatureRequest,
	certifiedEmail,
	certifiedSms,
	webhook,
	session,
];
