import type { Provider, SandboxContext } from '../provider';
import { mensatekApi } from './api';
import { mensatekControl } from './control';
import { mensatekPage } from './page';
import { mensatekPhone } from './phone';
import { MensatekState } from './state';

/** Mensatek, played from its "Identity Verification Send API (3.0)". */
export function createMensatek(context: SandboxContext): Provider {
	const state = new MensatekState(context);
	return {
		name: 'mensatek',
		api: (app) => mensatekApi(app, state),
		control: (app) => mensatekControl(app, state),
		page: mensatekPage(state, context.url),
		phone: (app) => mensatekPhone(app, state),
		// The documents show no refusal; `Res` with the text in `Error` is what integrators of version 7 met.
		switches: state.switches,
		refusal: (message, status) => ({ status, body: [{ Res: '-3', Error: message }] }),
		reset: () => state.reset(),
		close: () => state.reports.close(),
	};
}
