import { html } from '../page/html';
import type { Provider, SandboxContext } from '../provider';
import { dynamicoreApi } from './api';
import { dynamicoreControl } from './control';
import { dynamicoreForms, dynamicoreSections } from './page';
import { DynamiCoreState } from './state';

/** DynamiCore, played from its documents of 2022. */
export function createDynamiCore({ url, log }: SandboxContext): Provider {
	const state = new DynamiCoreState(url);
	return {
		name: 'dynamicore',
		api: (app) => dynamicoreApi(app, state),
		control: (app) => dynamicoreControl(app, state),
		forms: (app) => dynamicoreForms(app, state),
		sections: () =>
			html`<section>
				<h2>DynamiCore</h2>
				${dynamicoreSections(state, log)}
			</section>`,
		// No error body is documented; this nesting is what integrators met.
		errorBody: (message) => ({ status: 'error', message: { code: 0, message } }),
		reset: () => state.reset(),
		close: () => {},
	};
}
