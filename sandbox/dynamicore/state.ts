import type { SandboxContext } from '../provider';
import { Switches } from '../switches';
import { Accounts } from './accounts';
import { Clients } from './clients';
import { Mifiel } from './mifiel';
import { Sat } from './sat';
import { Timelines } from './timelines';
import type { DynamiCoreCredentials } from './signature';
import { dynamicoreQuestions } from './switches';
import { clientTypePresets, productTypePresets, RecordTypes } from './types';

export const dynamicoreCredentials: DynamiCoreCredentials = {
	clientKey: 'sandbox-client-key',
	secretKey: 'sandbox-secret-key',
};

/** Everything one sandbox's DynamiCore knows. */
export class DynamiCoreState {
	readonly switches = new Switches(dynamicoreQuestions);
	readonly clientTypes = new RecordTypes(clientTypePresets);
	readonly productTypes = new RecordTypes(productTypePresets);
	readonly clients: Clients;
	readonly accounts: Accounts;
	readonly sat: Sat;
	readonly mifiel: Mifiel;

	readonly timelines: Timelines;

	constructor({ url, history, changes }: Pick<SandboxContext, 'url' | 'history' | 'changes'>) {
		this.timelines = new Timelines(history);
		this.clients = new Clients(this.clientTypes, this.timelines, (id, field, index) => {
			return `${url()}/control/dynamicore/clients/${id}/files/${field}/${index}`;
		});
		this.accounts = new Accounts(this.clients, this.productTypes, this.timelines);
		this.sat = new Sat(this.clients, this.timelines, changes);
		this.mifiel = new Mifiel(this.clients, this.timelines);
	}

	reset(): void {
		[this.clientTypes, this.productTypes, this.clients, this.accounts, this.sat, this.mifiel].forEach(
			(part) => part.reset(),
		);
	}
}
