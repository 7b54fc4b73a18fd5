import type { Provider, SandboxContext } from '../provider';
import { refusalAnswer } from './answers';
import { dynamicoreApi } from './api';
import { dynamicoreControl } from './control';
import { dynamicorePage } from './page';
import { dynamicorePhone } from './phone';
import { DynamiCoreState } from './state';

/** DynamiCore, played from its documents of 2022. */
export function createDynamiCore(context: SandboxContext): Provider {
	const state = new DynamiCoreState(context);
	return {
		name: 'dynamicore',
		api: (app) => dynamicoreApi(app, state),
		control: (app) => dynamicoreControl(app, state),
		page: dynamicorePage(state, context.url),
		phone: (app) => dynamicorePhone(app, state),
		switches: state.switches,
		refusal: (message, status) => refusalAnswer(message, status, state.switches.now),
		reset: () => state.reset(),
		close: () => {},
	};
}
