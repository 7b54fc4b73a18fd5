import { Clients } from './clients';
import type { DynamiCoreCredentials } from './signature';

export const dynamicoreCredentials: DynamiCoreCredentials = {
	clientKey: 'sandbox-client-key',
	secretKey: 'sandbox-secret-key',
};

/** Everything one sandbox's DynamiCore knows. */
export class DynamiCoreState {
	/** The documents say `Ictineo`; integrations of later years say `DynamiCore`. */
	scheme = 'Ictineo';
	readonly clients: Clients;

	constructor(sandboxUrl: () => string) {
		this.clients = new Clients((id, field, index) => {
			return `${sandboxUrl()}/control/dynamicore/clients/${id}/files/${field}/${index}`;
		});
	}

	reset(): void {
		this.scheme = 'Ictineo';
		this.clients.reset();
	}
}
