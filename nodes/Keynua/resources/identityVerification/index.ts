import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const identityVerification: Resource = {
	name: 'Identity Verification',
	value: 'identityVerification',
	description: 'Checks that people are who they say they are',
	operations: { create, get, getMany },
};
