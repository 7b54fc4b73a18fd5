import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { signPayload, signToken } from '../../../sandbox/keynua/signature';
import { garbage, TOO_LARGE, type Kind, type Post, type Sender } from '../delivery';
import type { Random } from '../random';

export interface KeynuaPlaces {
	/** The trigger's production URL. */
	url: string;
	/** That of a trigger with "Download Signed Documents" switched on. */
	fetchingUrl: string;
	secret: string;
	/** Where the signed PDF of a finished contract is. */
	pdfUrl: string;
	/** Tells the deliveries of one campaign from those of another. */
	mark: string;
}

/** "Token unico generado por request con una integridad de 24 horas" */
const TWO_DAYS_MS = 48 * 60 * 60 * 1000;
const TYPES = ['ContractStarted', 'ContractItemUpdated', 'IdentityVerificationFinished', 'ContractFinished'];

/** Deliveries as "Especificación del Webhook" and "Tipos de Eventos Webhook" describe them. */
export function keynua(places: KeynuaPlaces): Sender {
	return {
		name: 'Keynua',
		kinds: ['forged', 'altered', 'stale', 'other secret', 'oversized', 'garbage'],
		make: (kind, number, random) => {
			// Several events are about the same contract, as in real life.
			const type = TYPES[number % TYPES.length];
			const payload = payloadOf(places, type, number);
			return {
				provider: 'Keynua',
				kind,
				key: keyOf({ event: type, ...payload }),
				// A call without a payload is the one that enables a webhook, which wants its answer.
				mayBeAnswered: kind === 'garbage',
				post: () => post(places, kind, type, payload, random),
			};
		},
		keyOf,
	};
}

function keyOf({ event, contractId, item }: IDataObject): string {
	return ['Keynua', event, contractId, (item as IDataObject | undefined)?.id].join(' ');
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

function post(places: KeynuaPlaces, kind: Kind, type: string, payload: IDataObject, random: Random): Post {
	const url = type === 'ContractFinished' ? places.fetchingUrl : places.url;
	const sent = kind === 'oversized' ? { ...payload, description: TOO_LARGE } : payload;
	const text = JSON.stringify(sent);
	const ts = String(Date.now() - (kind === 'stale' ? TWO_DAYS_MS : 0));
	const secret = kind === 'other secret' ? `not ${places.secret}` : places.secret;
	const headers = signed(type, text, ts, secret, random);
	const envelope = { type, accountId: '00000000-0000-0000-0000-000000000000', payload: sent };
	const body = JSON.stringify(envelope);
	if (kind === 'forged') return { url, headers: madeUp(headers, random), body };
	if (kind === 'altered') return { url, headers, body: body.replace('Préstamo', 'Prestamo') };
	if (kind !== 'garbage') return { url, headers, body };
	const { contentType, body: rubbish } = garbage(random);
	return { url, headers: { ...headers, 'Content-Type': contentType }, body: rubbish };
}

function signed(type: string, payload: string, ts: string, secret: string, random: Random) {
	const token = random.bytes(24).toString('hex');
	return {
		'Content-Type': 'application/json',
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
