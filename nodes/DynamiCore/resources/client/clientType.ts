import { chosen } from '../../ids';

/** The choices come from the catalog of client templates. */
export const clientTypeField = chosen(
	{
		displayName: 'Client Type',
		name: 'clientType',
		description: 'What kind of client it is, which decides on its fields',
	},
	'searchClientTypes',
	'e.g. 17',
);
