import type { N8nClient } from '../../../tools/n8n/client';
import { waitFor } from '../../../tools/n8n/waitFor';
import type { Execution, SavedWorkflow } from '../../../tools/n8n/workflow';
import type { RealN8n } from './realN8n';

const WITHIN_MS = 60_000;

/** The imported example of that name. */
export function exampleNamed({ workflows }: Pick<RealN8n, 'workflows'>, name: string): SavedWorkflow {
	const found = workflows.find((workflow) => workflow.name === name);
	if (!found) throw new Error(`No example is named "${name}".`);
	return found;
}

/** Waits for the end of an execution that was not there before. */
export async function newExecution(
	client: N8nClient,
	{ id }: SavedWorkflow,
	before: string[],
	mode?: string,
): Promise<Execution> {
	const found = await waitFor('an execution of the example', WITHIN_MS, async () => {
		const all = await client.executions(id);
		return all.find((one) => !before.includes(one.id) && (mode === undefined || one.mode === mode));
	});
	return await client.execution(found.id);
}

export async function executionIds(client: N8nClient, { id }: SavedWorkflow): Promise<string[]> {
	return (await client.executions(id, 100)).map((execution) => execution.id);
}

/** What went wrong in an execution, for tests that expect nothing to. */
export function failureOf({ data }: Execution): string | undefined {
	const { error, lastNodeExecuted } = data.resultData;
	return error && `${lastNodeExecuted}: ${error.message} ${error.description ?? ''}`;
}

/** The names of the nodes that ran. */
export function ran({ data }: Execution): string[] {
	return Object.keys(data.resultData.runData);
}
