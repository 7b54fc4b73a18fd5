import type { RefusalAnswer } from '../provider';
import type { DynamiCoreReadings } from './switches';

/** "status" and "message" of the documented samples. */
interface Success {
	status: 'success';
	message: { code: 1; total: number; data: object[] };
}

/** The documented envelope of a success. `total` is the length of the list, unless that is one page of a longer one. */
export function success(data: object[], total = data.length): Success {
	return { status: 'success', message: { code: 1, total, data } };
}

/** A refusal may say "success", too, when that reading is played; its code is another one. */
const isSuccess = (answer: unknown): answer is Success => (answer as Success | null)?.message?.code === 1;

/** A success as the readings have it; what is none stays as it is. */
export function shaped(answer: unknown, method: string, now: DynamiCoreReadings): unknown {
	if (!isSuccess(answer)) return answer;
	const { total, data } = answer.message;
	const shown = method !== 'GET' && now.created === 'empty' ? [] : data.map((record) => withId(record, now));
	const count = shown.length === data.length ? total : shown.length;
	return {
		documented: success(shown, count),
		noTotal: { status: 'success', message: { code: 1, data: shown } },
		bareMessage: { status: 'success', message: shown },
		bareData: { data: shown },
	}[now.envelope];
}

function withId(record: object, { ids }: DynamiCoreReadings): object {
	if (!('id' in record) || ids === 'number') return record;
	const { id, ...facts } = record;
	return ids === 'none' ? facts : { id: String(id), ...facts };
}

/** A refusal in the shape that is switched on. */
export function refusalAnswer(
	message: string,
	status: number,
	{ refusals }: Pick<DynamiCoreReadings, 'refusals'>,
): RefusalAnswer {
	const documented = { status: 'error', message: { code: 0, message } };
	if (refusals === 'status') return { status, body: documented };
	if (refusals === 'text') return { status: 200, body: message, type: 'text/plain' };
	const bodies: Record<typeof refusals, object> = {
		error: documented,
		nested: { status: 'error', message: { message: { message } } },
		data: { status: 'error', data: { message } },
		denied: { status: 'denied', message },
		code: { code: 0, message },
		codeInMessage: { message: { code: 0, message } },
		codeInSuccess: { status: 'success', message: { code: 0, message } },
		sentence: { error: message },
		successFalse: { success: false, message },
		messageOnly: { message },
	};
	return { status: 200, body: bodies[refusals] };
}
