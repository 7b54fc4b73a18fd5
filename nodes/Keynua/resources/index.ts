import type { Resource } from '../../runtime/operation';
import { contract } from './contract';
import { documentTemplate } from './documentTemplate';
import { identityVerification } from './identityVerification';
import { oneTimeCode } from './oneTimeCode';
import { promissoryNoteIssuer } from './promissoryNoteIssuer';
import { signing } from './signing';

/** The table of contents: everything the Keynua node can do. */
export const resources: Resource[] = [
	contract,
	documentTemplate,
	identityVerification,
	oneTimeCode,
	promissoryNoteIssuer,
	signing,
];
