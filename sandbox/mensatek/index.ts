import { html } from '../page/html';
import type { Provider } from '../provider';
import { mensatekApi } from './api';
import { mensatekControl } from './control';
import { mensatekForms, mensatekSections } from './page';
import { MensatekState } from './state';

/** Mensatek, played from its "Identity Verification Send API (3.0)". */
export function createMensatek(): Provider {
	const state = new MensatekState();
	return {
		name: 'mensatek',
		api: (app) => mensatekApi(app, state),
		control: (app) => mensatekControl(app, state),
		forms: (app) => mensatekForms(app, state),
		sections: () =>
			html`<section>
				<h2>Mensatek</h2>
				${mensatekSections(state)}
			</section>`,
		// The documents show no refusal; `Res` with the text in `Error` is what integrators of version 7 met.
		errorBody: (message) => [{ Res: '-3', Error: message }],
		reset: () => state.reset(),
		close: () => state.reports.close(),
	};
}
