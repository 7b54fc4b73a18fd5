import { randomBytes } from 'node:crypto';
import { oneOf, openObject, shape, text } from '../check';
import { coded } from '../refusal';
import type { Clock } from './clock';
import { account } from './account';
import { type Diary, note } from './progress';
import type { KeynuaSwitches } from './switches';
import { type Contracts, ownerOf } from './tokens';
import type { Contract, Owner, Signer } from './types';
import type { Webhooks } from './webhooks';

/** The documents leave these numbers to the template; 60 seconds and 3 attempts are those of their examples. */
const resendAfterSeconds = 60;
const attemptsPerSigner = 3;
const deliveriesPerSigner = 3;
const codeLivesSeconds = 10 * 60;

interface Otp {
	code: string;
	sentAt: number;
	used: boolean;
	/** Whether it went out through the channel; codes made by the owner do not. */
	sent: boolean;
}

interface Account {
	attempts: number;
	deliveries: number;
	current?: Otp;
	tokens: string[];
}

/** What sending a code needs besides the codes themselves. */
type Surroundings = Diary & { readonly webhooks: Webhooks; readonly switches: KeynuaSwitches };

const required = text({ empty: false });

/** "Propiedades de Auth". `generic` is documented, but no endpoint takes it. */
const contractAuth = shape({ type: oneOf('contract'), token: required }, {});
const ownerAuth = shape({ type: oneOf('owner'), contractId: required, userId: required }, {});

/** Who is meant. Refuses 400 with INVALID_AUTH or INVALID_TOKEN. */
export function otpOwner(kept: Contracts, auth: unknown, allowOwner: boolean): Owner {
	const { type } = openObject(auth, 'auth');
	if (type === 'owner' && allowOwner) return byIds(kept, ownerAuth(auth, 'auth'));
	if (type !== 'contract') throw coded('INVALID_AUTH', 'Los valores enviados en auth no son correctos.');
	const owner = ownerOf(kept, contractAuth(auth, 'auth').token);
	if (!owner) throw coded('INVALID_TOKEN', 'El token enviado dentro de auth no es el correcto.');
	return owner;
}

function byIds(kept: Contracts, { contractId, userId }: { contractId: string; userId: string }): Owner {
	const contract = kept.contracts.get(contractId);
	const signer = contract?.users.find(({ id }) => String(id) === userId);
	if (!contract || !signer) throw coded('INVALID_AUTH', 'Los valores enviados en auth no son correctos.');
	return { contract, signer };
}

/** One-time codes: made, counted, verified. */
export class Otps {
	private readonly accounts = new Map<Signer, Account>();

	constructor(
		private readonly clock: Clock,
		private readonly newToken: (claims: object) => string,
	) {}

	/** "Enviar OTP": over the contract's channel. With `webhook`, the event OTPCreated carries it. */
	send(around: Surroundings, owner: Owner): object {
		const sent = around.switches.now.otpSent === 'sent';
		const otp = this.create(owner, sent);
		const { contract, signer } = owner;
		if (!sent) {
			note(around, contract, `A one-time code for ${signer.name} could not be sent`);
			return this.details(owner);
		}
		note(around, contract, `A one-time code went to ${signer.name} by ${contract.otpChannel}`);
		if (contract.otpChannel === 'webhook')
			around.webhooks.emit('OTPCreated', this.payload(contract, signer, otp));
		return this.details(owner);
	}

	/** "Crear código OTP como Owner": the code is answered, and not sent to anybody. */
	createAsOwner(owner: Owner): object {
		const { code } = this.create(owner, false);
		return { code, ...this.limits(owner.signer) };
	}

	/** "Obtener información". */
	details({ contract, signer }: Owner): object {
		this.assertUses(contract);
		const sent = this.of(signer).current?.sent ?? false;
		return { sent, channel: contract.otpChannel, ...this.limits(signer) };
	}

	/** "Verificar OTP". Each wrong code costs an attempt. */
	verify(diary: Diary, { contract, signer }: Owner, code: string): { otpToken: string } {
		this.assertUses(contract);
		const account = this.of(signer);
		const { current } = account;
		if (current?.used) throw coded('USED_CODE', 'Ya se verificó correctamente el código enviado.');
		if (account.attempts === 0)
			throw coded('OUT_OF_ATTEMPTS', 'La configuración de OTP ya no permite más intentos.');
		if (!current || this.secondsSince(current) > codeLivesSeconds)
			throw coded('EXPIRED_CODE', 'El último código enviado ya venció.');
		if (current.code !== code) {
			account.attempts -= 1;
			throw coded('WRONG_CODE', 'El código enviado no es el correcto.');
		}
		current.used = true;
		const otpToken = this.newToken({ user: signer.id, code });
		account.tokens.push(otpToken);
		note(diary, contract, `${signer.name} entered the one-time code`);
		return { otpToken };
	}

	/** Refuses 400 INVALID_AUTH without a token that `verify` gave this person. */
	assertToken(signer: Signer, otpToken?: string): void {
		if (otpToken !== undefined && this.of(signer).tokens.includes(otpToken)) return;
		throw coded('INVALID_AUTH', 'otpToken is required: this contract uses OTP');
	}

	/** Whether this person has shown, with a code, that they have the phone. */
	isVerified(signer: Signer): boolean {
		return this.of(signer).tokens.length > 0;
	}

	/** The code that lies on the person's phone. */
	currentCode(signer: Signer): string | undefined {
		return this.of(signer).current?.code;
	}

	clear(): void {
		this.accounts.clear();
	}

	private create({ contract, signer }: Owner, sent: boolean): Otp {
		this.assertUses(contract);
		const account = this.of(signer);
		if (account.attempts === 0)
			throw coded('OUT_OF_ATTEMPTS', 'La configuración de OTP ya no permite más intentos.');
		if (account.deliveries === 0)
			throw coded('OUT_OF_DELIVERIES', 'Se ha excedido la cantidad permitida de notificaciones.');
		if (account.current && this.secondsSince(account.current) < resendAfterSeconds)
			throw coded('CODE_SENT_RECENTLY', 'El código ya se envió: es necesario esperar.');
		account.deliveries -= 1;
		const code = randomBytes(8).toString('base64url').replace(/[-_]/g, 'x').slice(0, 6);
		account.current = { code, sentAt: this.clock.now(), used: false, sent };
		return account.current;
	}

	private assertUses(contract: Contract): void {
		if (!contract.otpChannel) throw coded('INVALID_AUTH', 'This contract does not use OTP');
	}

	private of(signer: Signer): Account {
		const fresh = { attempts: attemptsPerSigner, deliveries: deliveriesPerSigner, tokens: [] };
		const account = this.accounts.get(signer) ?? fresh;
		this.accounts.set(signer, account);
		return account;
	}

	private limits(signer: Signer): { resendInSec: number; availableAttempts: number } {
		const { current, attempts } = this.of(signer);
		const waited = current ? this.secondsSince(current) : resendAfterSeconds;
		return { resendInSec: Math.max(0, Math.ceil(resendAfterSeconds - waited)), availableAttempts: attempts };
	}

	private secondsSince({ sentAt }: Otp): number {
		return (this.clock.now() - sentAt) / 1000;
	}

	/** "Propiedades de OTPCreated". */
	private payload(contract: Contract, signer: Signer, { code }: Otp): object {
		return {
			refId: contract.id,
			userId: String(signer.id),
			accountId: contract.accountId,
			organizationId: account.organizationId,
			reference: contract.reference,
			userName: signer.name,
			code,
			...this.limits(signer),
			language: contract.language,
			metadata: contract.metadata,
		};
	}
}
