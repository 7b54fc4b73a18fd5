import { builtCredential, builtNode } from '../../bench/product';
import type { Misbehave } from '../../sandbox/faults';
import { startSandbox } from '../../sandbox/server';
import { createEngine } from '../../test/integration/support/engine';
import { worldOf, type World } from '../../test/integration/support/worldOf';

/** What is built in `dist`, on n8n's engine in this process, beside a sandbox that misbehaves. */
export async function builtWorld(misbehave: Misbehave): Promise<World> {
	const engine = await createEngine({
		binaryMode: 'filesystem',
		nodes: {
			'n8n-nodes-esign-kyc.dynamiCore': builtNode('DynamiCore'),
			'n8n-nodes-esign-kyc.firmafy': builtNode('Firmafy'),
			'n8n-nodes-esign-kyc.keynua': builtNode('Keynua'),
			'n8n-nodes-esign-kyc.mensatek': builtNode('Mensatek'),
		},
		credentials: {
			dynamiCoreApi: builtCredential('DynamiCoreApi'),
			firmafyApi: builtCredential('FirmafyApi'),
			keynuaApi: builtCredential('KeynuaApi'),
			mensatekApi: builtCredential('MensatekApi'),
		},
	});
	return worldOf(engine, await startSandbox({ port: 0, misbehave }));
}
