import { html } from '../page/html';
import type { Provider, SandboxContext } from '../provider';
import { firmafyApi } from './api';
import { firmafyControl } from './control';
import { firmafyForms, firmafySections } from './page';
import { FirmafyState } from './state';

/** Firmafy, played from its documents. */
export function createFirmafy({ url }: SandboxContext): Provider {
	const state = new FirmafyState(() => `${url()}/firmafy`);
	return {
		name: 'firmafy',
		api: (app) => firmafyApi(app, state),
		control: (app) => firmafyControl(app, state),
		forms: (app) => firmafyForms(app, state),
		sections: () =>
			html`<section>
				<h2>Firmafy</h2>
				${firmafySections(state)}
			</section>`,
		errorBody: (message) => ({ error: true, message }),
		endSessions: () => state.sessions.endAll(),
		reset: () => state.reset(),
		close: () => state.webhooks.close(),
	};
}
