import { grouped } from '../../campaigns/deliveries/grouped';
import { runDeliveries } from '../../campaigns/deliveries/run';
import { offences } from '../../campaigns/deliveries/table';
import { firmafyCredentials } from '../../sandbox/firmafy/sessions';
import { keynuaCredentials } from '../../sandbox/keynua/state';
import { realN8n } from './support/realN8n';

/** With this seed, every kind of bad delivery of every provider is among them. */
const SEED = 3;

/** `npm run deliveries` does the same with 10,000, and kills n8n in between. */
test('every good delivery starts its workflow once, and no bad one starts any', async () => {
	const { client, n8nUrl, sandboxUrl } = await realN8n();
	const outcome = await runDeliveries({
		n8n: client,
		webhookBase: n8nUrl,
		sandbox: {
			url: sandboxUrl,
			keynua: { baseUrl: `${sandboxUrl}/keynua`, ...keynuaCredentials },
			firmafy: { baseUrl: `${sandboxUrl}/firmafy`, ...firmafyCredentials },
		},
		count: 250,
		seed: SEED,
		bad: 0.6,
		again: 0.3,
	});
	const sent = grouped(outcome.answers.keys(), ({ provider, kind }) => `${provider} ${kind}`);
	// The good ones, and the bad kinds of Keynua, Mensatek and Firmafy.
	expect(sent.size).toBe(3 + 8 + 6 + 5);
	expect(outcome.executions.length).toBeGreaterThan(20);
	expect(offences(outcome, { mayBeInterrupted: false })).toEqual([]);
});
