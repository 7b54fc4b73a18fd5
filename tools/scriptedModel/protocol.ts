/** The part of OpenAI's Chat Completions that n8n's OpenAI Chat Model sends and reads. */
export interface ChatRequest {
	model: string;
	messages: Message[];
	tools?: Tool[];
	stream?: boolean;
}

export interface Message {
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content: string | Array<{ type: string; text?: string }> | null;
	tool_calls?: ToolCall[];
	tool_call_id?: string;
}

export interface Tool {
	type: 'function';
	function: { name: string; description?: string; parameters?: Schema };
}

export interface Schema {
	type?: string;
	description?: string;
	properties?: Record<string, Schema>;
	required?: string[];
}

export interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

/** What the model says: a sentence for the person, or tools that it wants to be called. */
export type Reply = { content: string } | { toolCalls: Array<{ name: string; arguments: object }> };

export function textOf({ content }: Message): string {
	if (typeof content === 'string') return content;
	return (content ?? []).map(({ text }) => text ?? '').join('');
}

/** What is wrong with a request, as OpenAI's service would say it; undefined for a good one. */
export function refusal({ model, messages, tools = [] }: Partial<ChatRequest>): string | undefined {
	if (!model) return 'you must provide a model parameter';
	if (!messages || messages.length === 0) return "[] is too short - 'messages'";
	const names = tools.map((tool) => tool.function.name);
	const bad = names.findIndex((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name));
	if (bad >= 0) return `Invalid 'tools[${bad}].function.name': string does not match pattern.`;
	if (new Set(names).size < names.length) return 'Tool names must be unique.';
	const shapeless = tools.findIndex((tool) => tool.function.parameters?.type !== 'object');
	if (shapeless >= 0) return `Invalid schema for function '${names[shapeless]}': type must be "object"`;
	return unansweredCall(messages);
}

/** Each call of a tool has to be followed by what the tool gave. */
function unansweredCall(messages: Message[]): string | undefined {
	const answered = new Set(messages.map(({ tool_call_id }) => tool_call_id));
	const open = messages.flatMap(({ tool_calls = [] }) => tool_calls).find(({ id }) => !answered.has(id));
	return open && `An assistant message with 'tool_calls' must be followed by tool messages: ${open.id}`;
}
