import type { IncomingHttpHeaders } from 'node:http';

interface Asked {
	method: string;
	url: string;
	body: string;
	headers: IncomingHttpHeaders;
}

type Answer = { status: number; body: unknown } | { status: number; file: number };

/** Just enough of Keynua and DynamiCore: the same request always gets the same answer. */
export function answerTo({ method, url, body, headers }: Asked, origin: string): Answer {
	const [, first = '', ...rest] = url.split('?')[0].split('/');
	if (first === 'file') return { status: 200, file: Number(rest[0]) };
	if (first === 'identity-verification' || first === 'contracts') {
		if (headers['x-api-key'] !== API_KEY) return { status: 401, body: { message: 'who are you?' } };
		if (first === 'identity-verification') return { status: 200, body: verification(rest[1]) };
		if (method === 'PUT') return { status: 201, body: created(body) };
		return { status: 200, body: signedContract(Number(rest[1]), origin) };
	}
	if (!/^\w+ \w+:\d{13}:[0-9a-f]{64}$/.test(headers.authorization ?? ''))
		return { status: 401, body: { status: 'error', message: 'who are you?' } };
	if (first === 'files') return { status: 200, body: records({ name: rest[3] }) };
	const { client_type, pii } = JSON.parse(body) as { client_type: string; pii: object };
	return { status: 200, body: records({ id: 1, client_type, pii, status: 'Active' }) };
}

export const API_KEY = 'the-key-of-the-benchmark';

const verification = (id: string) => ({
	id,
	status: 'done',
	type: 'PE_DNI',
	reference: `reference of ${id}`,
	createdAt: '2026-01-02T03:04:05.678Z',
	userFullName: 'María del Carmen Fernández de la Vega',
	documentNumber: '12345678',
	attempts: [{ number: 1, state: 'success', score: 99.2 }],
});

function created(body: string) {
	const { title, documents, users } = JSON.parse(body) as Record<string, unknown[]>;
	return { id: String(title), status: 'created', documents: documents.length, users: users.length };
}

/** A signed contract whose PDF has as many bytes as its ID says. */
const signedContract = (bytes: number, origin: string) => ({
	id: String(bytes),
	title: 'Contract',
	status: 'done',
	items: [{ id: 1, type: 'pdf', title: 'PDF', state: 'success', value: { url: `${origin}/file/${bytes}` } }],
});

const records = (record: object) => ({ status: 'success', message: { code: 200, total: 1, data: [record] } });
