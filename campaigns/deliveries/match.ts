import type { Delivery } from './delivery';
import { grouped } from './grouped';

/** An execution on n8n's record, whatever became of it. */
export interface Started {
	executionId: string;
	/** The key of the delivery that started it, as its provider tells it. */
	key: string;
	status: string;
}

/** What a delivery was answered, copy by copy. 0: no answer, because the connection broke. */
export type Answers = Map<Delivery, number[]>;

export interface Verdict {
	/** Answered 200, and in no execution. */
	lost: string[];
	/** Started more than once although each copy was answered. */
	doubled: string[];
	/** Executions that no good delivery explains. */
	wronglyStarted: string[];
	/** Good, and never answered 200. */
	turnedAway: string[];
	/** Bad, and answered 200 where its provider does not want that. */
	wronglyAnswered: string[];
	/** Executions that did not end well. */
	notDone: Started[];
	/** Started again after an answer got lost with n8n: the sender could not know, nor could the node. */
	startedAgain: string[];
}

/** Holds what was sent against what was started. */
export function matched(answers: Answers, executions: Started[]): Verdict {
	const byKey = grouped(executions, ({ key }) => key);
	const good = new Set<string>();
	const failing = new Set([...answers.keys()].filter((one) => one.failsInTrigger).map(({ key }) => key));
	const hasFailed = ({ key, status }: Started) => failing.has(key) && status !== 'success';
	const verdict: Verdict = {
		lost: [],
		doubled: [],
		wronglyStarted: [],
		turnedAway: [],
		wronglyAnswered: [],
		notDone: executions.filter((one) => one.status !== 'success' && !hasFailed(one)),
		startedAgain: [],
	};
	for (const [delivery, given] of answers) {
		const isAnswered = given.some(isAccepted);
		if (delivery.kind !== 'good') {
			if (isAnswered && !delivery.mayBeAnswered) verdict.wronglyAnswered.push(named(delivery, given));
			continue;
		}
		good.add(delivery.key);
		const times = byKey.get(delivery.key)?.length ?? 0;
		const unanswered = given.filter((status) => status === 0).length;
		if (!isAnswered) verdict.turnedAway.push(named(delivery, given));
		if (isAnswered && times === 0) verdict.lost.push(named(delivery, given));
		if (times > 1 + unanswered) verdict.doubled.push(`${named(delivery, given)}: ${times} executions`);
		else if (times > 1) verdict.startedAgain.push(named(delivery, given));
	}
	const wrong = executions.filter((one) => !good.has(one.key) && !hasFailed(one));
	verdict.wronglyStarted = wrong.map(({ key, executionId }) => `execution ${executionId} of ${key}`);
	return verdict;
}

const isAccepted = (status: number) => status >= 200 && status < 300;

function named({ kind, key }: Delivery, answers: number[]): string {
	return `${key} (${kind}), answered ${answers.map((status) => status || 'nothing').join(', ')}`;
}
