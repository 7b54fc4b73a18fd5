import { textOf, type ChatRequest, type Message, type Reply } from './protocol';

type Data = Record<string, unknown>;

/** One thing that people ask for: the sentences that ask for it, and what to do next, given what the tools gave so far. */
interface Intent {
	asks: RegExp;
	next(question: string, results: Data[][]): Reply;
}

const call = (name: string, args: object = {}): Reply => ({ toolCalls: [{ name, arguments: args }] });
const say = (content: string): Reply => ({ content });

const credits: Intent = {
	asks: /\b(credits?|plan|sms)\b/i,
	next(_question, [balance]) {
		if (!balance) return call('Credits_left');
		const { credits, sms, days } = balance[0];
		return say(`There are ${credits} signature credits and ${sms} SMS left, for ${days} days.`);
	},
};

const progress: Intent = {
	asks: /\b(how is|status|going|finished|done)\b/i,
	next(question, [listed, details]) {
		if (!listed) return call('Latest_verifications');
		const words = question.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [];
		const found = listed.find(({ title, documentNumber }) =>
			words.some((word) => `${title} ${documentNumber}`.toLowerCase().includes(word)),
		);
		if (!found) return say('I found no verification like that.');
		if (!details) return call('One_verification', { verification_id: found.id });
		return say(`The verification "${details[0].title}" has the status ${details[0].status}.`);
	},
};

const verify: Intent = {
	asks: /\bverify\b/i,
	next(question, [created]) {
		const [, full_name = ''] = /verify\s+([\p{L} ]+)/iu.exec(question) ?? [];
		const [document_number = ''] = /\b\d{6,}\b/.exec(question) ?? [];
		const email = question.split(/[\s,]+/).at(-1) ?? '';
		if (!full_name || !document_number)
			return say('Please tell me the full name, the document number and the e-mail address.');
		if (!created)
			return call('Ask_for_the_identity', { full_name: full_name.trim(), document_number, email });
		return say(`I have asked ${full_name.trim()} to prove who they are: verification ${created[0].id}.`);
	},
};

const clients: Intent = {
	asks: /\b(clients?|customers?)\b/i,
	next(_question, [found]) {
		if (!found) return call('Clients');
		const names = found.map(({ pii }) => `${(pii as Data).firstname} ${(pii as Data).lastname}`);
		return say(`The clients are: ${names.join(', ')}.`);
	},
};

const intents = [verify, credits, progress, clients];

/** Answers as a model would that follows the example's rules. The same messages always get the same answer. */
export function answer({ messages, tools = [] }: ChatRequest): Reply {
	const asked = messages.map(({ role }) => role).lastIndexOf('user');
	const question = asked < 0 ? '' : textOf(messages[asked]);
	const results = messages.slice(asked + 1).flatMap(resultOf);
	const refused = results.flat().find(({ error }) => typeof error === 'string');
	if (refused) return say(`That did not work: ${refused.error}`);
	const reply = intents.find(({ asks }) => asks.test(question))?.next(question, results);
	if (!reply)
		return say('I can look up clients, verifications and credits, and ask people for their identity.');
	if ('content' in reply) return reply;
	const unknown = reply.toolCalls.find(({ name }) => !tools.some((tool) => tool.function.name === name));
	return unknown ? say(`I have no tool named ${unknown.name}.`) : reply;
}

/** What a tool gave: a list of records. n8n wraps it in further lists and in `response`, depending on the agent's version. */
function resultOf(message: Message): Data[][] {
	if (message.role !== 'tool') return [];
	try {
		return [recordsIn(JSON.parse(textOf(message)))];
	} catch {
		return [[{ error: textOf(message) }]];
	}
}

function recordsIn(given: unknown): Data[] {
	if (Array.isArray(given)) return given.flatMap(recordsIn);
	if (given === null || typeof given !== 'object') return [];
	return 'response' in given ? recordsIn(given.response) : [given as Data];
}
