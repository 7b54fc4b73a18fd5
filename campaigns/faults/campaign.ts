import axios from 'axios';
import type { Misbehave } from '../../sandbox/faults';
import type { World } from '../../test/integration/support/worldOf';
import { runReads, type ReadPlan, type ReadResult } from './reading';
import { Trouble, type Seen } from './trouble';
import { runWrites, type WritePlan, type WriteResult } from './writing';
import { usualMix } from './mix';
import type { Place } from './workload/kinds';

/** No provider's plan is to be used up. */
const PLENTY = 1_000_000;

export interface CampaignPlan {
	seed: number;
	writes: Omit<WritePlan, 'seed'>;
	reads: ReadPlan;
}

export interface CampaignResult {
	writes: WriteResult;
	reads: ReadResult;
	seen: Seen[];
}

/** All writes and then all reads, through n8n's engine in this process, against a sandbox that misbehaves. */
export async function runCampaign(
	startWorld: (misbehave: Misbehave) => Promise<World>,
	{ seed, writes, reads }: CampaignPlan,
	report: (line: string) => void = () => {},
): Promise<CampaignResult> {
	const trouble = new Trouble(seed, usualMix);
	const world = await startWorld(trouble.misbehave);
	try {
		const { data } = await axios.get<ArrayBuffer>(`${world.sandbox.url}/samples/contract.pdf`, {
			responseType: 'arraybuffer',
		});
		const place: Place = { world, trouble, pdf: Buffer.from(data) };
		await world.control.put('/firmafy/plan', { credits: PLENTY, sms: PLENTY, mb: PLENTY, days: 365 });
		await world.control.put('/mensatek/account', { credits: PLENTY });
		report(`${writes.writes} writes …`);
		const written = await runWrites(place, { ...writes, seed });
		report(`${reads.reads} reads …`);
		const read = await runReads(place, reads);
		return { writes: written, reads: read, seen: trouble.seen };
	} finally {
		await world.close();
	}
}
