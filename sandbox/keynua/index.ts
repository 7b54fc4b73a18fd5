import type { Provider, SandboxContext } from '../provider';
import { keynuaApi } from './api';
import { keynuaControl } from './control';
import { keynuaPage } from './page';
import { keynuaPhone } from './phone';
import { refusalAnswer } from './refusals';
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
		switches: state.switches,
		refusal: (message, status, code) => refusalAnswer(message, status, code, state.switches.now),
		reset: () => state.reset(),
		close: () => state.webhooks.close(),
	};
}
