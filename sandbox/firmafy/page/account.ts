import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { actions, button, facts } from '../../page/parts';
import type { FirmafyState } from '../state';

const base = '/page/firmafy';

/** What is left of the plan, and what can happen to an account while a workflow runs. */
export function accountSection({ plan, sessions, clock }: FirmafyState): Html {
	const { accepted, refused } = sessions.count;
	return html`${facts([
		['Credits', plan.credits],
		['SMS', plan.sms],
		['Space', `${plan.mb.toFixed(1)} MB`],
		['Days left', plan.days],
		['Log-ins', `${accepted} accepted, ${refused} refused`],
		['Time (Spain)', clock.text()],
	])}
	${actions(
		button('End all sessions', `${base}/sessions/end`, 'Account'),
		button('Use up the credits', `${base}/plan/empty`, 'Account'),
		button('Let 30 minutes pass', `${base}/clock/advance`, 'Account'),
	)}`;
}

/** Each does what the route of the same name under `/control/firmafy` does. */
export function accountForms(app: FastifyInstance, state: FirmafyState): void {
	formRoute(app, '/sessions/end', () => state.sessions.endAll());
	formRoute(app, '/plan/empty', () => void (state.plan.credits = 0));
	formRoute(app, '/clock/advance', () => state.advance(30));
}
