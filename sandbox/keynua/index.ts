import { html } from '../page/html';
import type { Provider, SandboxContext } from '../provider';
import { keynuaApi } from './api';
import { keynuaControl } from './control';
import { keynuaForms, keynuaSections } from './page';
import { KeynuaState } from './state';

/** Keynua, played from its documents of 2025. */
export function createKeynua({ url }: SandboxContext): Provider {
	const state = new KeynuaState(() => `${url()}/keynua`);
	return {
		name: 'keynua',
		api: (app) => keynuaApi(app, state),
		control: (app) => keynuaControl(app, state),
		forms: (app) => keynuaForms(app, state),
		sections: () =>
			html`<section>
				<h2>Keynua</h2>
				${keynuaSections(state)}
			</section>`,
		// The documents show no error body, and codes without saying where; `message` is what Keynua's API gateway answers.
		errorBody: (message, code) => (code ? { code, message } : { message }),
		reset: () => state.reset(),
		close: () => state.webhooks.close(),
	};
}
