import { resources } from '../../../nodes/Keynua/resources';

/** Every "HTTP Request" of Keynua's documents of 2025, and the one that only those of 2023 have (marked). */
const documented = `
PUT    /contracts/v1                                                               keys
GET    /contracts/v1/{}                                                            keys
DELETE /contracts/v1/{}                                                            keys
POST   /contracts/v1/approve-contract                                              keys
POST   /contracts/v1/decline-contract                                              keys
POST   /contracts/v1/sign                                                          token
POST   /contracts/v1/sign/upload                                                   token
PUT    /contracts/v1/sign                                                          token 2023
PUT    /contracts/v2/sign/batch                                                    token
POST   /deceval/v1/crear-girador-natural                                           keys
POST   /deceval/v1/obtener-girador                                                 keys
PUT    /identity-verification/v1                                                   keys
GET    /identity-verification/v1/list                                              keys
GET    /identity-verification/v1/list-org                                          keys
GET    /identity-verification/v1/{}                                                keys
GET    /contract-manager-document-templates/api                                    keys
GET    /contract-manager-document-templates/api/{}                                 keys
POST   /contract-manager-document-templates/api/create-filled-files/{}             keys
PUT    /send-otp/v1                                                                token
POST   /send-otp/v1                                                                token
POST   /send-otp/v1/details                                                        token
POST   /send-otp/v1/create-code-as-owner                                           keys
`
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/))
	.map(([method, path, proof]) => `${method} ${path} ${proof}`);

const endpoints = resources.flatMap(({ operations }) =>
	Object.values(operations).flatMap((operation) => operation.endpoints),
);
const used = endpoints.map(
	({ method, path, withoutCredential }) =>
		`${method} ${path.replace(/\{\w+\}/g, '{}')} ${withoutCredential ? 'token' : 'keys'}`,
);

test('every documented endpoint has an operation, and no other is used', () => {
	expect([...new Set(used)].sort()).toEqual([...documented].sort());
});

test('only what changes, costs or reaches somebody is a write', () => {
	const reads = endpoints
		.filter(({ effect }) => effect === 'read')
		.map(({ method, path }) => `${method} ${path}`);
	expect([...new Set(reads)].sort()).toEqual([
		'GET /contract-manager-document-templates/api',
		'GET /contract-manager-document-templates/api/{templateId}',
		'GET /contracts/v1/{contractId}',
		'GET /identity-verification/v1/list',
		'GET /identity-verification/v1/list-org',
		'GET /identity-verification/v1/{verificationId}',
		'POST /contracts/v1/sign',
		'POST /contracts/v1/sign/upload',
		'POST /deceval/v1/obtener-girador',
		'POST /send-otp/v1/details',
	]);
});

test('every write says how to check whether it was done', () => {
	for (const { value, operations } of resources) {
		for (const [name, operation] of Object.entries(operations)) {
			const writes = operation.endpoints.some(({ effect }) => effect === 'write');
			expect([value, name, operation.howToCheck !== undefined]).toEqual([value, name, writes]);
		}
	}
});
