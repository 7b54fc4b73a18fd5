import { Accounts } from './accounts';
import { Clients } from './clients';
import { Mifiel } from './mifiel';
import { Sat } from './sat';
import type { DynamiCoreCredentials } from './signature';
import { clientTypePresets, productTypePresets, RecordTypes } from './types';

export const dynamicoreCredentials: DynamiCoreCredentials = {
	clientKey: 'sandbox-client-key',
	secretKey: 'sandbox-secret-key',
};

/** Everything one sandbox's DynamiCore knows. */
export class DynamiCoreState {
	/** The documents say `Ictineo`; integrations of later years say `DynamiCore`. */
	scheme = 'Ictineo';
	readonly clientTypes = new RecordTypes(clientTypePresets);
	readonly productTypes = new RecordTypes(productTypePresets);
	readonly clients: Clients;
	readonly accounts: Accounts;
	readonly sat: Sat;
	readonly mifiel: Mifiel;

	constructor(sandboxUrl: () => string) {
		this.clients = new Clients(this.clientTypes, (id, field, index) => {
			return `${sandboxUrl()}/control/dynamicore/clients/${id}/files/${field}/${index}`;
		});
		this.accounts = new Accounts(this.clients, this.productTypes);
		this.sat = new Sat(this.clients);
		this.mifiel = new Mifiel(this.clients);
	}

	reset(): void {
		this.scheme = 'Ictineo';
		[this.clientTypes, this.productTypes, this.clients, this.accounts, this.sat, this.mifiel].forEach(
			(part) => part.reset(),
		);
	}
}
