import type { Provider, SandboxContext } from '../provider';
import { keynuaApi } from './api';
import { keynuaControl } from './control';
import { keynuaPage } from './page';
import { keynuaPhone } from './phone';
import { KeynuaState } from './state';

/** Keynua, played from its documents of 2025. */
export function createKeynua(context: SandboxContext): Provider {
	const { url } = context;
	const state = new KeynuaState(() => `${url()}/keynua`, context);
	return {
		name: 'keynua',
		api: (app) => keynuaApi(app, state),
		control: (app) => keynuaControl(app, state),
		page: keynuaPage(state, url),
		phone: (app) => keynuaPhone(app, state),
		// The documents show no error body, and codes without saying where; `message` is what Keynua's API gateway answers.
		errorBody: (message, code) => (code ? { code, message } : { message }),
		reset: () => state.reset(),
		close: () => state.webhooks.close(),
	};
}
