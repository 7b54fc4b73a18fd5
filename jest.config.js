const project = (displayName) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/*.test.ts`, `<rootDir>/test/${displayName}/*/all.test.ts`],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit'),
		project('integration'),
		{
			...project('e2e'),
			globalSetup: '<rootDir>/test/e2e/support/startOnce.ts',
			globalTeardown: '<rootDir>/test/e2e/support/stopOnce.ts',
		},
	],
	// Many tests wait for time to pass rather than for the processor: more of them than there are cores.
	maxWorkers: 4,
	// A test that hangs is to fail in the end; none is to fail because the machine is busy.
	testTimeout: 120_000,
};
