import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../../runtime/operation';
import type { Caller } from '../../../runtime/http/provider';
import { keynuaRequest } from '../../transport';

/** "Obtener Items pendientes": reads, though it is a POST, because the token stands in the body. */
export const pendingEndpoint: Endpoint = {
	method: 'POST',
	path: '/contracts/v1/sign',
	effect: 'read',
	withoutCredential: true,
};

export interface Pending extends IDataObject {
	id: string;
	views?: Array<{ id: string; type: string; input?: IDataObject }>;
}

export async function getPending(context: Caller, token: string): Promise<Pending> {
	return await keynuaRequest<Pending>(context, pendingEndpoint, { body: { token }, secrets: () => [token] });
}

/** What the person still has to give: only views of the type `input` ask for something. */
export function inputsOf({ views }: Pending): IDataObject[] {
	return (views ?? []).flatMap(({ type, input }) => (type === 'input' && input ? [input] : []));
}
