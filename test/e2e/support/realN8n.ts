import axios, { type AxiosInstance } from 'axios';
import type { Demo } from '../../../demo/start';
import { N8nClient } from '../../../tools/n8n/client';
import type { CredentialReference, SavedWorkflow } from '../../../tools/n8n/workflow';

/** What the test files get to know of the one n8n and sandbox that they share. */
interface Address {
	n8nUrl: string;
	logFile: string;
	/** Where n8n keeps what it has, the installed package included. */
	userFolder: string;
	sandboxUrl: string;
	/** Where the scripted model gives what it was sent. */
	modelUrl: string;
	credentials: Record<string, CredentialReference>;
	workflows: SavedWorkflow[];
	restartUrl: string;
	/** The owner's, signed in once for all files. */
	session: string;
}

/** The real n8n with the packed package, and the sandbox, as `startOnce` started them. */
export interface RealN8n extends Address {
	client: N8nClient;
	/** The sandbox's control API. */
	control: AxiosInstance;
	/** The scripted model: `/requests`. */
	model: AxiosInstance;
	/** What the demo's play needs. */
	demo: Pick<Demo, 'client' | 'workflows'> & { sandbox: { url: string } };
	/** Ends n8n and starts it again, for all tests. The sandbox goes on. */
	restart(): Promise<void>;
}

const VARIABLE = 'ESIGN_KYC_E2E';

export function announce(address: Address): void {
	process.env[VARIABLE] = JSON.stringify(address);
}

export async function realN8n(): Promise<RealN8n> {
	const address = JSON.parse(process.env[VARIABLE] ?? '{}') as Address;
	const client = new N8nClient(address.n8nUrl, address.session);
	return {
		...address,
		client,
		control: axios.create({ baseURL: `${address.sandboxUrl}/control`, validateStatus: () => true }),
		model: axios.create({ baseURL: address.modelUrl }),
		restart: async () => await axios.post(address.restartUrl),
		demo: { client, workflows: address.workflows, sandbox: { url: address.sandboxUrl } },
	};
}
