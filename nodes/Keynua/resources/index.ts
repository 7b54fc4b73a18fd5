import type { Resource } from '../../runtime/operation';
import { contract } from './contract';
import { identityVerification } from './identityVerification';

/** The table of contents: everything the Keynua node can do. */
export const resources: Resource[] = [contract, identityVerification];
