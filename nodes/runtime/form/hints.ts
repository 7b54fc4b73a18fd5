import type { NodeHint } from 'n8n-workflow';
import { effectOf, type Resource } from '../operation';

/** Where people go wrong: several items come in, and each of them is sent, paid for and delivered by itself. */
export function hintsFor(resources: Resource[]): NodeHint[] {
	const writes = resources.flatMap(({ value, operations }) => {
		const names = Object.keys(operations).filter((name) => effectOf(operations[name]) === 'write');
		return names.map((name) => `${value}.${name}`);
	});
	return [
		{
			message:
				'Several items come in, and this operation runs once for each of them: each may reach a person and cost money. To run it once only, switch on “Execute Once” in the settings.',
			type: 'info',
			location: 'outputPane',
			whenToDisplay: 'beforeExecution',
			displayCondition: `={{ ${JSON.stringify(writes)}.includes($parameter["resource"] + "." + $parameter["operation"]) && $input.all().length > 1 }}`,
		},
	];
}
