import type { Fault } from '../faults';

interface FaultText {
	label: string;
	/** What happens, and what it stands for in real life. */
	hint: string;
}

const texts: Partial<Record<Fault['kind'], FaultText>> = {
	status: {
		label: 'Refuse with a status',
		hint: 'Answers 503, or the status that you name, and does nothing: the provider is busy (429) or out of order (500, 503).',
	},
	'reset-before': {
		label: 'Cut the connection, nothing done',
		hint: 'Hangs up before the request was processed. The caller cannot know that.',
	},
	'reset-after': {
		label: 'Cut the connection, all done',
		hint: 'Processes the request, then hangs up without an answer. The caller cannot know that it was done.',
	},
	slow: { label: 'Answer slowly', hint: 'Waits a second, or as long as you say, then goes on as usual.' },
	truncated: {
		label: 'Break off the answer',
		hint: 'Processes the request, and hangs up in the middle of the answer.',
	},
	'not-json': {
		label: 'Answer a web page',
		hint: 'Does nothing, and answers “Under maintenance” in HTML, as a gateway in between would.',
	},
	'error-in-200': {
		label: 'Say no within a 200',
		hint: 'Does nothing, and answers the provider’s refusal with the status of a success.',
	},
};

/** A kind that nobody has described yet is shown by its name. */
export function faultText(kind: Fault['kind']): FaultText {
	return texts[kind] ?? { label: kind.replaceAll('-', ' '), hint: 'See sandbox/faults.ts.' };
}
