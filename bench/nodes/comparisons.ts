import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { inTurns } from './inTurns';

/** The options that our node gives to n8n's helper, so that n8n has the same to do. */
const settled: Partial<IHttpRequestOptions> = {
	json: true,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout: 120_000,
};

type Send = (context: IExecuteFunctions, baseURL: string, index: number) => Promise<IDataObject>;

/** What goes through n8n's helpers for one item, and nothing else: no checks, no retries, no reading of failures. */
const sends: Record<string, { credential: string; send: Send }> = {
	getVerification: {
		credential: 'keynuaApi',
		async send(context, baseURL, index) {
			const id = context.getNodeParameter('verificationId', index, null, { extractValue: true }) as string;
			const url = `/identity-verification/v1/${encodeURIComponent(id)}`;
			const options: IHttpRequestOptions = { baseURL, url, method: 'GET', ...settled };
			const { httpRequestWithAuthentication } = context.helpers;
			const { body } = await httpRequestWithAuthentication.call(context, 'keynuaApi', options);
			return body as IDataObject;
		},
	},
	createClient: {
		credential: 'dynamiCoreApi',
		async send(context, baseURL, index) {
			const field = (name: string) => context.getNodeParameter(name, index, null, { extractValue: true });
			const { status } = field('additionalFields') as IDataObject;
			const body = {
				client_type: field('clientType'),
				...(status !== undefined && { status }),
				pii: {
					firstname: field('firstname'),
					lastname: field('lastname'),
					rfc: field('rfc'),
					email: field('email'),
				},
			};
			const options = { baseURL, url: '/private/clients', method: 'POST' as const, body, ...settled };
			const { httpRequestWithAuthentication } = context.helpers;
			const answer = await httpRequestWithAuthentication.call(context, 'dynamiCoreApi', options);
			return answer.body.message.data[0] as IDataObject;
		},
	},
};

/** A node with the same form as ours that does the same calls, `limit` at a time. */
export function nullNode(ours: INodeTypeDescription, operation: string, limit: number): INodeType {
	const { credential, send } = sends[operation];
	return {
		description: { ...ours, name: 'null', displayName: 'Null' },
		async execute(): Promise<INodeExecutionData[][]> {
			const { baseUrl } = await this.getCredentials<{ baseUrl: string }>(credential);
			const items = await inTurns(this.getInputData().length, limit, async (index) => ({
				json: await send(this, baseUrl, index),
				pairedItem: { item: index },
			}));
			return [items];
		},
	};
}

/** What most community nodes do: read everything anew for each item, and wait for one answer after the other. */
export function loopNode(ours: INodeTypeDescription): INodeType {
	return {
		description: { ...ours, name: 'loop', displayName: 'Loop' },
		async execute(): Promise<INodeExecutionData[][]> {
			const done: INodeExecutionData[] = [];
			for (let index = 0; index < this.getInputData().length; index++) {
				this.getNodeParameter('resource', index);
				this.getNodeParameter('operation', index);
				const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('keynuaApi');
				const id = this.getNodeParameter('verificationId', index, '', { extractValue: true }) as string;
				const json = await this.helpers.httpRequestWithAuthentication.call(this, 'keynuaApi', {
					method: 'GET',
					url: `${baseUrl}/identity-verification/v1/${id}`,
					json: true,
				});
				done.push({ json, pairedItem: { item: index } });
			}
			return [done];
		},
	};
}
