import { createHash } from 'node:crypto';

/**
 * "Verificar Keynua Signature Webhook": SHA_256(requestPayloadAsString + ts + webHookSecret), in hex.
 * The document does not say how the object `payload` becomes a string; the sandbox signs and sends
 * `JSON.stringify(payload)`, the reading that the project's notes recommend.
 */
export function signPayload(payloadText: string, ts: string, secret: string): string {
	return sha256(payloadText + ts + secret);
}

/** "Verificar Keynua Signature Webhook V2": SHA_256(webhookToken + ts + webHookSecret), in hex. */
export function signToken(token: string, ts: string, secret: string): string {
	return sha256(token + ts + secret);
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
