/** The account that the sandbox's credentials belong to. */
export const account = {
	id: '48101c38-0000-4ea8-88ab-5a4db0c5a4db',
	email: 'account@sandbox.example',
	name: 'Sandbox account',
	organizationId: '48101c38-1111-41a8-88ab-5a4db0c5a4db',
};

/** Another account of the same organization: its things are in the lists of the organization only. */
export const colleague = {
	...account,
	id: '48101c38-2222-4ea8-88ab-5a4db0c5a4db',
	email: 'colleague@sandbox.example',
	name: 'Colleague of the sandbox',
};
