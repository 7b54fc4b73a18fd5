import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyReply } from 'fastify';
import { refusal, type ChatRequest, type Reply } from './protocol';
import { answer } from './script';

export const modelName = 'scripted';

export interface ScriptedModel {
	/** What goes into the Base URL of n8n's OpenAI credential. */
	baseUrl: string;
	close(): Promise<void>;
}

/**
 * Stands in for a language model, on this machine and without one: it speaks OpenAI's Chat Completions and follows a
 * script. It refuses what OpenAI's service refuses. `GET /requests` gives what it was sent, for tests.
 *
 * @param port 0: any free one
 */
export async function startScriptedModel(port = 0): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	const app = Fastify({ bodyLimit: 10 * 1024 * 1024 });
	app.get('/requests', async () => requests);
	app.delete('/requests', async (_request, reply) => {
		requests.length = 0;
		return reply.code(204).send();
	});
	app.get('/v1/models', async () => ({ object: 'list', data: [{ id: modelName, object: 'model' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		requests.push(body);
		const message = refusal(body);
		if (message) return reply.code(400).send({ error: { message, type: 'invalid_request_error' } });
		const choice = choiceOf(answer(body));
		return body.stream ? streamed(reply, body.model, choice) : completion(body.model, choice);
	});
	const url = await app.listen({ port, host: '127.0.0.1' });
	return { baseUrl: `${url}/v1`, close: async () => await app.close() };
}

function choiceOf(reply: Reply) {
	if ('content' in reply) return { delta: { content: reply.content }, finish_reason: 'stop' };
	const tool_calls = reply.toolCalls.map(({ name, arguments: args }, index) => {
		return {
			index,
			id: `call_${randomUUID()}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(args) },
		};
	});
	return { delta: { content: null, tool_calls }, finish_reason: 'tool_calls' };
}

type Choice = ReturnType<typeof choiceOf>;

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function completion(model: string, { delta, finish_reason }: Choice): object {
	const choices = [{ index: 0, message: { role: 'assistant', ...delta }, finish_reason }];
	return { id: 'chatcmpl-scripted', object: 'chat.completion', created: 0, model, choices, usage };
}

/** The same as server-sent events, all of it in one. */
function streamed(reply: FastifyReply, model: string, { delta, finish_reason }: Choice): FastifyReply {
	const chunk = { id: 'chatcmpl-scripted', object: 'chat.completion.chunk', created: 0, model };
	const events = [
		{ ...chunk, choices: [{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: null }] },
		{ ...chunk, choices: [{ index: 0, delta: {}, finish_reason }] },
		{ ...chunk, choices: [], usage },
	];
	const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
	return reply.type('text/event-stream').send(`${text}data: [DONE]\n\n`);
}
