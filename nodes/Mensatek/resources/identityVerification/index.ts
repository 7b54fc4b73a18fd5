import type { Resource } from '../../../runtime/operation';
import { getCertificate } from './getCertificate';
import { send } from './send';

export const identityVerification: Resource = {
	name: 'Identity Verification',
	value: 'identityVerification',
	description: 'Checks that people are who they say they are',
	operations: { getCertificate, send },
};
