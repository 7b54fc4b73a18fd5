import type { IRun } from 'n8n-workflow';
import type { Arriving, Fault, Misbehave } from '../../../sandbox/faults';
import type { NodeRun } from '../../../test/integration/support/engine';
import type { World } from '../../../test/integration/support/worldOf';
import type { Offence } from '../match';
import { toldBy, type RunSeen, type Told } from '../told';
import { createVerification as kind } from '../workload/keynua';
import type { Place } from '../workload/kinds';

/** What is promised to be 0 when n8n runs a node again. */
export interface AgainResult {
	executions: number;
	writes: number;
	duplicates: Offence[];
	/** Made, but told neither as done nor as possibly done; or never made although nothing kept it back. */
	lost: Offence[];
	/** Something of an execution in which all is done that stays in it. */
	leftBehind: Offence[];
}

const ITEMS = 5;
const FAILS_AT = 2;
/** As often as a person may press it: the last time nothing is left to do. */
const PRESSES = 3;

/**
 * Many executions at once, each of which fails at its third item: with Retry On Fail, or with a person who presses Retry
 * in the list of executions. In every second one the third item was refused, in the others its answer was lost.
 */
export async function runAgain(
	startWorld: (misbehave: Misbehave) => Promise<World>,
	executions: number,
	by: 'Retry On Fail' | 'Retry in the list',
): Promise<AgainResult> {
	const failed = new Set<string>();
	const world = await startWorld((request) => faultFor(request, failed));
	const result: AgainResult = {
		executions,
		writes: executions * ITEMS,
		duplicates: [],
		lost: [],
		leftBehind: [],
	};
	try {
		const numbers = Array.from({ length: executions }, (_, number) => number);
		const runs = await Promise.all(
			numbers.map(async (number) => await (by === 'Retry On Fail' ? byItself : byPerson)(world, number)),
		);
		const things = await kind.things({ world } as Place);
		const made = (key: string) => things.filter((thing) => thing.key === key).length;
		for (const [number, run] of runs.entries()) match(result, number, run, made);
		return result;
	} finally {
		await world.close();
	}
}

const keyOf = (number: number, item: number) => `case-${String(number * ITEMS + item).padStart(6, '0')}`;
const keysOf = (number: number) => Array.from({ length: ITEMS }, (_, item) => keyOf(number, item));
const isLost = (number: number) => number % 2 === 1;

function faultFor({ provider, body }: Arriving, failed: Set<string>): Fault | undefined {
	const key = /case-(\d{6})/.exec(body);
	if (!key || Number(key[1]) % ITEMS !== FAILS_AT || failed.has(key[0])) return undefined;
	failed.add(key[0]);
	const number = Math.floor(Number(key[1]) / ITEMS);
	if (isLost(number)) return { provider, kind: 'reset-after' };
	return { provider, kind: 'status', status: 400, body: { message: 'not now' } };
}

const setup = ({ credentials }: World, number: number) => ({
	parameters: kind.parameters,
	credentials: { keynuaApi: credentials.keynuaApi },
	input: keysOf(number).map((key) => ({ json: { key } })),
});

async function byItself(world: World, number: number): Promise<NodeRun> {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 };
	return await world.engine.runNode(TYPE, { ...setup(world, number), node });
}

async function byPerson(world: World, number: number): Promise<NodeRun> {
	let run = await world.engine.runNode(TYPE, setup(world, number));
	for (let pressed = 0; pressed < PRESSES && run.error; pressed++) {
		const retryOf: IRun = run.execution;
		run = await world.engine.runNode(TYPE, { ...setup(world, number), retryOf });
	}
	return run;
}

const TYPE = 'n8n-nodes-esign-kyc.keynua';

function match(result: AgainResult, number: number, run: NodeRun, made: (key: string) => number): void {
	const told = toldBy({ items: run.items, error: run.error as RunSeen['error'] }, ITEMS, kind.idField);
	for (const [item, key] of keysOf(number).entries()) {
		const offence = (what: string) => ({ key, operation: kind.operation, what });
		if (made(key) > 1) result.duplicates.push(offence(`${made(key)} were made`));
		if (made(key) === 0) result.lost.push(offence('never made'));
		if (!isRight(told[item], isLost(number) && item === FAILS_AT))
			result.lost.push(offence(`told as ${JSON.stringify(told[item])}`));
	}
	const left = run.execution.data.executionData?.contextData['node:Keynua'] ?? {};
	if (!run.error && Object.keys(left).length > 0) {
		const what = `left behind: ${JSON.stringify(left).slice(0, 200)}`;
		result.leftBehind.push({ key: keyOf(number, 0), operation: kind.operation, what });
	}
}

const isRight = (told: Told, mayBeDone: boolean) =>
	mayBeDone ? told.what === 'failed' && told.fate === 'unknown' : told.what === 'done';
