import { ONBOARDING, playOnboarding } from '../../demo/play';
import type { Stage } from './stage';
import { begunBy } from './work';

/** Plays the onboarding of the demo, whose three executions are run by workers. */
export async function chainThroughQueue(
	{ client, sandbox, workflows, cluster }: Stage,
	report: (line: string) => void,
): Promise<boolean> {
	report('\n## The onboarding chain\n');
	await playOnboarding({ client, sandbox, workflows }, (line) => report(`  ${line}`));
	const workflow = workflows.find(({ name }) => name === ONBOARDING);
	const executions = workflow ? await client.executions(workflow.id) : [];
	const statuses = executions.map(({ mode, status }) => `${mode}: ${status}`).join(', ');
	report(`Executions: ${statuses}.`);
	cluster.workers.forEach((worker, index) =>
		report(`Run by worker ${index + 1}: ${begunBy(worker).length}.`),
	);
	const began = cluster.workers.flatMap(begunBy);
	const byWorkers = executions.every(({ id }) => began.includes(id));
	if (!byWorkers) report('An execution was run by no worker.');
	return byWorkers && executions.every(({ status }) => status === 'success');
}
