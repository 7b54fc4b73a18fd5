import { startWorld, type World } from './world';

/** Keynua's identity verifications: the simplest write and read there is, for tests of what the runtime promises. */
export const createVerification = {
	resource: 'identityVerification',
	operation: 'create',
	title: '={{ $json.title }}',
	documentNumber: '12345678',
	inviteBy: 'nobody',
};

export const getVerification = {
	resource: 'identityVerification',
	operation: 'get',
	verificationId: '={{ $json.id }}',
};

export interface VerificationWorld extends World {
	/** What is at Keynua, oldest first. */
	verifications(): Promise<Array<{ id: string; title: string }>>;
	/** Lets Keynua misbehave: see sandbox/faults.ts. */
	fault(definition: object): Promise<void>;
}

export async function startVerificationWorld(): Promise<VerificationWorld> {
	const world = await startWorld();
	return {
		...world,
		verifications: async () => (await world.control.get('/keynua/verifications')).data,
		fault: async (definition) => {
			const { status } = await world.control.post('/faults', { provider: 'keynua', ...definition });
			expect(status).toBe(201);
		},
	};
}
