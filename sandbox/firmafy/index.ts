import type { Provider, SandboxContext } from '../provider';
import { firmafyApi } from './api';
import { firmafyControl } from './control';
import { firmafyPage } from './page';
import { firmafyPhone } from './phone';
import { refusalAnswer } from './refusal';
import { FirmafyState } from './state';

/** Firmafy, played from its documents. */
export function createFirmafy(context: SandboxContext): Provider {
	const { url } = context;
	const state = new FirmafyState(() => `${url()}/firmafy`, context);
	return {
		name: 'firmafy',
		api: (app) => firmafyApi(app, state),
		control: (app) => firmafyControl(app, state),
		page: firmafyPage(state, url),
		phone: (app) => firmafyPhone(app, state),
		switches: state.switches,
		refusal: (message, status) => refusalAnswer(message, status, state.switches.now),
		endSessions: () => state.sessions.endAll(),
		reset: () => state.reset(),
		close: () => state.webhooks.close(),
	};
}
