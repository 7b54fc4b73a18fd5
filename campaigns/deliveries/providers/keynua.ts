import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { signPayload, signToken } from '../../../sandbox/keynua/signature';
import { garbage, TOO_LARGE, type Delivery, type Kind, type Post, type Sender } from '../delivery';
import type { Random } from '../random';
import { jsonEncodings, type Encoding } from './encodings';

export interface KeynuaPlaces {
	/** The trigger's production URL. */
	url: string;
	/** That of a trigger with "Download Signed Files" switched on. */
	fetchingUrl: string;
	/** That of a trigger with "Confirm at Keynua" switched on. */
	confirmingUrl: string;
	secret: string;
	/** A verification that nobody has completed. */
	pendingVerification: string;
	/** Where the signed PDF of a finished contract is. */
	pdfUrl: string;
	/** Tells the deliveries of one campaign from those of another. */
	mark: string;
}

/** "Token unico generado por request con una integridad de 24 horas" */
const TWO_DAYS_MS = 48 * 60 * 60 * 1000;
const ACCOUNT = '00000000-0000-0000-0000-000000000000';
const ENCODINGS = jsonEncodings((body) => JSON.stringify(body));
const TYPES = ['ContractStarted', 'ContractItemUpdated', 'IdentityVerificationFinished', 'ContractFinished'];

/** Deliveries as "Especificación del Webhook" and "Tipos de Eventos Webhook" describe them. */
export function keynua(places: KeynuaPlaces): Sender {
	return {
		name: 'Keynua',
		kinds: [
			...(['forged', 'altered', 'stale', 'other secret'] as const),
			...(['without V1', 'type swapped', 'oversized', 'garbage'] as const),
		],
		make: (kind, number, random) => {
			if (kind === 'type swapped') return swapped(places, number, random);
			// Several events are about the same contract, as in real life.
			const type = TYPES[number % TYPES.length];
			const payload = payloadOf(places, type, number);
			const encoding = random.pick(ENCODINGS);
			return {
				provider: 'Keynua',
				kind,
				key: keyOf({ event: type, ...payload }),
				// A call without a payload is the one that enables a webhook, which wants its answer.
				mayBeAnswered: kind === 'garbage',
				post: () => post(places, kind, type, payload, encoding, random),
			};
		},
		keyOf,
	};
}

/**
 * That a verification has begun, sent as if it were finished: all that the signatures cover is genuine, and Keynua alone
 * knows better.
 */
function swapped(places: KeynuaPlaces, number: number, random: Random): Delivery {
	const payload = { id: places.pendingVerification, title: `Verification ${number}` };
	const event = 'IdentityVerificationFinished';
	const encoding = random.pick(ENCODINGS);
	const signedPost = () => post(places, 'good', event, payload, encoding, random);
	return {
		provider: 'Keynua',
		kind: 'type swapped',
		key: keyOf({ event, ...payload }),
		mayBeAnswered: true,
		failsInTrigger: true,
		post: () => ({ ...signedPost(), url: places.confirmingUrl }),
	};
}

function keyOf({ event, contractId, title, item }: IDataObject): string {
	return ['Keynua', event, contractId ?? title, (item as IDataObject | undefined)?.id].join(' ');
}

function payloadOf({ mark, pdfUrl }: KeynuaPlaces, type: string, number: number): IDataObject {
	const contractId = `${mark}-${Math.floor(number / TYPES.length)}`;
	const about = {
		contractId,
		reference: `loan-${number}`,
		title: `Préstamo n.º ${number}`,
		language: 'es',
		createdAt: '2026-01-01T00:00:00.000Z',
		startedAt: '2026-01-01T01:00:00.000Z',
		docCount: 1,
		itemCount: 14,
		userCount: 1,
		metadata: {},
	};
	if (type === 'ContractItemUpdated') return { ...about, item: itemOf(number), user: null };
	if (type !== 'ContractFinished') return about;
	// The links are signed anew each time: their query is another one.
	const url = `${pdfUrl}?signed=${number}`;
	return { ...about, finishedAt: about.startedAt, pdfItems: [{ title: 'Documento', url }], alerts: [] };
}

const itemOf = (number: number): IDataObject => ({
	id: number,
	refId: null,
	state: 'success',
	version: 1,
	stageIndex: 0,
	type: 'facematch',
	title: 'Comparación facial',
	value: null,
});

function post(
	places: KeynuaPlaces,
	kind: Kind,
	type: string,
	payload: IDataObject,
	encoding: Encoding,
	random: Random,
): Post {
	const url = type === 'ContractFinished' ? places.fetchingUrl : places.url;
	const sent = kind === 'oversized' ? { ...payload, description: TOO_LARGE } : payload;
	const text = JSON.stringify(sent);
	const ts = String(Date.now() - (kind === 'stale' ? TWO_DAYS_MS : 0));
	const secret = kind === 'other secret' ? `not ${places.secret}` : places.secret;
	const signatures = signed(type, text, ts, secret, random);
	const { headers: labels, body } = encoding({ type, accountId: ACCOUNT, payload: sent });
	const headers = { ...labels, ...signatures };
	if (kind === 'forged') return { url, headers: madeUp(headers, random), body };
	if (kind === 'altered') return { url, headers, body: alteredIn(type, sent, encoding) };
	if (kind === 'without V1') {
		const others: Record<string, string> = { ...headers };
		delete others['X-Keynua-Webhook-Sig'];
		return { url, headers: others, body: alteredIn(type, sent, encoding) };
	}
	if (kind !== 'garbage') return { url, headers, body };
	const { contentType, body: rubbish } = garbage(random);
	return { url, headers: { ...signatures, 'Content-Type': contentType }, body: rubbish };
}

const alteredIn = (type: string, payload: IDataObject, encoding: Encoding) =>
	encoding({ type, accountId: ACCOUNT, payload: { ...payload, title: 'Altered' } }).body;

function signed(type: string, payload: string, ts: string, secret: string, random: Random) {
	const token = random.bytes(24).toString('hex');
	return {
		'X-Keynua-Webhook-Type': type,
		'X-Keynua-Webhook-TS': ts,
		'X-Keynua-Webhook-Token': token,
		'X-Keynua-Webhook-Sig': signPayload(payload, ts, secret),
		'X-Keynua-Webhook-SigV2': signToken(token, ts, secret),
	};
}

/** No signatures, or signatures that look like some. */
function madeUp(headers: Record<string, string>, random: Random): Record<string, string> {
	const digest = createHash('sha256').update(random.bytes(32)).digest('hex');
	const invented: Record<string, string> = {
		...headers,
		'X-Keynua-Webhook-Sig': digest,
		'X-Keynua-Webhook-SigV2': digest,
	};
	if (random.chance(0.5)) return invented;
	const { 'X-Keynua-Webhook-Sig': one, 'X-Keynua-Webhook-SigV2': other, ...without } = invented;
	return one === other ? without : invented;
}
