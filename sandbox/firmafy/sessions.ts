import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';
import { refusal, wrongLogin, wrongToken } from './refusal';
import type { FirmafySwitches } from './switches';

/** "El token tiene una validez de 4 horas" stood in the documents from 2020 to 2022. */
const lifetime = 4 * 60 * 60 * 1000;

export const firmafyCredentials = {
	user: 'usuario@sandbox.example',
	password: 'sandbox-contraseña & más',
	idShow: 'sandbox-id-show',
};

/** Who is logged in. How long, and whether another log-in ends it, is a switch. */
export class Sessions {
	/** Log-ins so far, for tests and the page. */
	readonly count = { accepted: 0, refused: 0 };
	private expiries = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly switches: FirmafySwitches,
	) {}

	login(user: string, password: string): string {
		if (user !== firmafyCredentials.user || password !== firmafyCredentials.password) {
			this.count.refused += 1;
			throw refusal(wrongLogin);
		}
		this.count.accepted += 1;
		if (this.switches.now.tokens === 'latest') this.endAll();
		const token = randomBytes(16).toString('hex');
		this.expiries.set(token, this.clock.now() + lifetime);
		return token;
	}

	assertValid(token: string): void {
		const expiry = this.expiries.get(token);
		if (expiry === undefined) throw refusal(wrongToken, 'this token was never given out, or was ended');
		if (this.switches.now.tokens !== 'forever' && expiry < this.clock.now())
			throw refusal(wrongToken, 'this token is older than 4 hours');
	}

	/** Ends every session, as a restart of the real service might. */
	endAll(): void {
		this.expiries.clear();
	}

	reset(): void {
		this.endAll();
		this.count.accepted = 0;
		this.count.refused = 0;
	}
}
