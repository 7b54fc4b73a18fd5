import { Agent } from 'node:http';
import axios, { type AxiosInstance, type AxiosResponse, type Method } from 'axios';

/** n8n binds the session cookie to the browser that logged in. */
const BROWSER_ID = 'n8n-nodes-esign-kyc';
const SESSION_COOKIE = /^(n8n-auth=[^;]+)/;

/** An answer of n8n other than success. */
export class N8nRefusal extends Error {
	override readonly name = 'N8nRefusal';

	constructor(
		request: string,
		readonly status: number,
		/** n8n's own words, or the beginning of what it answered. */
		readonly reason: string,
	) {
		super(`n8n refused ${request} with ${status}: ${reason}`);
	}
}

/** n8n's internal REST API, the one its editor uses, with the session of one person. */
export class N8nRest {
	private readonly http: AxiosInstance;

	/** @param session that of another client of the same n8n, which has signed in already */
	constructor(
		readonly url: string,
		public session = '',
	) {
		this.http = axios.create({
			baseURL: url,
			timeout: 120_000,
			validateStatus: () => true,
			// n8n drops a socket that was idle for 5 s, and reusing it then fails: open a new one each time.
			httpAgent: new Agent({ keepAlive: false }),
		});
	}

	/**
	 * @returns the `data` of n8n's answer, or the whole answer where it has none
	 * @throws N8nRefusal for any status from 400
	 */
	async request<T>(method: Method, path: string, body?: unknown, query?: object): Promise<T> {
		const response = await this.http.request({
			method,
			url: path,
			data: body,
			params: query,
			headers: { 'browser-id': BROWSER_ID, ...(this.session && { cookie: this.session }) },
		});
		this.rememberSession(response);
		if (response.status >= 400) throw refusal(`${method} ${path}`, response);
		return response.data?.data ?? response.data;
	}

	private rememberSession({ headers }: AxiosResponse): void {
		const session = headers['set-cookie']?.map((line) => SESSION_COOKIE.exec(line)?.[1]).find(Boolean);
		if (session) this.session = session;
	}
}

function refusal(request: string, { status, data }: AxiosResponse): N8nRefusal {
	const text = typeof data === 'string' ? data : JSON.stringify(data);
	return new N8nRefusal(request, status, data?.message ?? text.slice(0, 500));
}
