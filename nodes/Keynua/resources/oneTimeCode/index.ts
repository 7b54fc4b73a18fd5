import type { Resource } from '../../../runtime/operation';
import { createAsOwner } from './createAsOwner';
import { getDetails } from './getDetails';
import { send } from './send';
import { verify } from './verify';

export const oneTimeCode: Resource = {
	name: 'One-Time Code',
	value: 'oneTimeCode',
	description: 'Codes (OTP) that signers type to prove that they are there',
	operations: { createAsOwner, getDetails, send, verify },
};
