import { DynamiCoreApi } from '../../../credentials/DynamiCoreApi.credentials';
import { FirmafyApi } from '../../../credentials/FirmafyApi.credentials';
import { KeynuaApi } from '../../../credentials/KeynuaApi.credentials';
import { KeynuaWebhookApi } from '../../../credentials/KeynuaWebhookApi.credentials';
import { MensatekApi } from '../../../credentials/MensatekApi.credentials';
import { MensatekWebhookApi } from '../../../credentials/MensatekWebhookApi.credentials';
import { DynamiCore } from '../../../nodes/DynamiCore/DynamiCore.node';
import { DynamiCoreTrigger } from '../../../nodes/DynamiCore/DynamiCoreTrigger.node';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { FirmafyTrigger } from '../../../nodes/Firmafy/FirmafyTrigger.node';
import { Keynua } from '../../../nodes/Keynua/Keynua.node';
import { KeynuaTrigger } from '../../../nodes/Keynua/KeynuaTrigger.node';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';
import { MensatekTrigger } from '../../../nodes/Mensatek/MensatekTrigger.node';
import type { Misbehave } from '../../../sandbox/faults';
import { startSandbox } from '../../../sandbox/server';
import { createEngine } from './engine';
import { assertFitsSchema } from './outputSchema';
import { worldOf, type World } from './worldOf';

export { items, WEBHOOK_SECRET, type World } from './worldOf';

/** @param misbehave which requests the sandbox answers with a fault, besides those told through its control API */
export async function startWorld(
	binaryMode: 'memory' | 'filesystem' = 'memory',
	misbehave?: Misbehave,
): Promise<World> {
	const sandbox = await startSandbox({ port: 0, misbehave });
	const engine = await createEngine({
		binaryMode,
		nodes: {
			'n8n-nodes-esign-kyc.dynamiCore': new DynamiCore(),
			'n8n-nodes-esign-kyc.dynamiCoreTrigger': new DynamiCoreTrigger(),
			'n8n-nodes-esign-kyc.firmafy': new Firmafy(),
			'n8n-nodes-esign-kyc.firmafyTrigger': new FirmafyTrigger(),
			'n8n-nodes-esign-kyc.keynua': new Keynua(),
			'n8n-nodes-esign-kyc.keynuaTrigger': new KeynuaTrigger(),
			'n8n-nodes-esign-kyc.mensatek': new Mensatek(),
			'n8n-nodes-esign-kyc.mensatekTrigger': new MensatekTrigger(),
		},
		credentials: {
			dynamiCoreApi: new DynamiCoreApi(),
			firmafyApi: new FirmafyApi(),
			keynuaApi: new KeynuaApi(),
			keynuaWebhookApi: new KeynuaWebhookApi(),
			mensatekApi: new MensatekApi(),
			mensatekWebhookApi: new MensatekWebhookApi(),
		},
	});
	return worldOf(engine, sandbox, assertFitsSchema);
}
