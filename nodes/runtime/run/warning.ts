import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../text';

/**
 * Completes what a write has made. A step that comes after a write that worked can add a warning, never undo it: when
 * it fails, whatever the reason, what was made is given out, with a sentence in `warning`.
 *
 * @param made what the provider answered, or what is known of what was made
 * @param name what the step does, such as "fetching the files"
 */
export async function withWarning(
	made: unknown,
	name: string,
	step: () => INodeExecutionData[] | Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await step();
	} catch (error) {
		const reason = (error as Error).message;
		const warning = `This was done, but ${name} failed (${reason}): use what is given here, and do not run this item again.`;
		return [{ json: { ...(isRecord(made) ? made : { answer: made as IDataObject }), warning } }];
	}
}
