import type { DocumentedCase } from './cases';

/**
 * DynamiCore's API documentation of 2022 shows `"data": []` in every answer, so no operation has a schema but the one
 * whose output is the node's own.
 */
export const dynamiCore: DocumentedCase[] = [
	{
		operation: 'mifielDocument.delete',
		parameters: { documentId: '88b93325-82c4-40aa-9606-f49c757382ae' },
		answers: () => [{ status: 'success', message: { code: 1, total: 0, data: [] } }],
	},
];
