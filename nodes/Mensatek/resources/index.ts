import type { Resource } from '../../runtime/operation';
import { account } from './account';
import { identityVerification } from './identityVerification';

/** The table of contents: everything the Mensatek node can do. */
export const resources: Resource[] = [identityVerification, account];
