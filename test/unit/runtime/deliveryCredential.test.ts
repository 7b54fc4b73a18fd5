import type { IWebhookFunctions } from 'n8n-workflow';
import { checkWithCredential } from '../../../nodes/runtime/webhook/credential';

let ids = 0;

/** A trigger whose credential holds a secret that a person may change. */
function trigger(secret: string, id: string | null = `credential-${++ids}`) {
	const state = { secret, reads: 0 };
	const context = {
		getNode: () => ({ credentials: { api: { id, name: 'Credential' } } }),
		async getCredentials() {
			state.reads++;
			if (state.secret === '') throw new Error('The credential was deleted');
			return { secret: state.secret };
		},
	} as unknown as IWebhookFunctions;
	const deliver = async (signedWith: string, now: number) =>
		await checkWithCredential<{ secret: string }, { refused?: string }>(
			context,
			'api',
			({ secret: known }) => (known === signedWith ? {} : { refused: 'signature' }),
			now,
		);
	return { state, deliver };
}

const good = {};
const bad = { refused: 'signature' };

test('deliveries that come close together are checked with one reading', async () => {
	const { state, deliver } = trigger('A');
	const verdicts = await Promise.all([1000, 1000, 5000, 11_000].map((now) => deliver('A', now)));
	expect(verdicts).toEqual([good, good, good, good]);
	expect(state.reads).toBe(1);
});

test('after ten seconds, the credential is read again', async () => {
	const { state, deliver } = trigger('A');
	await deliver('A', 1000);
	state.secret = 'B';
	expect(await deliver('A', 11_001)).toEqual(bad);
	expect(state.reads).toBe(2);
});

test('a new secret counts at once, and from its first delivery on the old one does not', async () => {
	const { state, deliver } = trigger('A');
	expect(await deliver('A', 1000)).toEqual(good);
	state.secret = 'B';
	expect(await deliver('B', 3000)).toEqual(good);
	expect(await deliver('A', 3500)).toEqual(bad);
});

test('forged deliveries make n8n read the credential once a second, not each time', async () => {
	const { state, deliver } = trigger('A');
	for (let now = 0; now < 5000; now += 10) expect(await deliver('forged', now)).toEqual(bad);
	expect(state.reads).toBeLessThanOrEqual(5);
});

test('a credential that cannot be read is asked for again', async () => {
	const { state, deliver } = trigger('');
	await expect(deliver('A', 1000)).rejects.toThrow('deleted');
	state.secret = 'A';
	expect(await deliver('A', 1001)).toEqual(good);
});

test('two credentials are never taken for each other, nor is one without an ID kept', async () => {
	const [one, other] = [trigger('A'), trigger('B')];
	expect(await one.deliver('A', 1000)).toEqual(good);
	expect(await other.deliver('A', 1000)).toEqual(bad);
	const nameless = trigger('A', null);
	await nameless.deliver('A', 1000);
	await nameless.deliver('A', 1000);
	expect(nameless.state.reads).toBe(2);
});

test('a clock that was put back does not make a reading last longer', async () => {
	const { state, deliver } = trigger('A');
	await deliver('A', 1_000_000);
	await deliver('A', 5000);
	expect(state.reads).toBe(2);
});
