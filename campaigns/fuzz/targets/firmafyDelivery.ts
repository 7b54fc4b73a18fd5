import fc from 'fast-check';
import { documentNames, readDelivery } from '../../../nodes/Firmafy/delivery';
import { filesOf, withLinkedFiles } from '../../../nodes/Firmafy/documents';
import { eventOf, toldApart } from '../../../nodes/Firmafy/events';
import { firmafyDelivery, firmafyForm } from '../examples';
import { likely } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, assertPlain } from '../outcome';
import { stubContext } from '../stub';
import { target } from '../target';

const part = { filepath: '/tmp/part', originalFilename: 'a.pdf', mimetype: 'application/pdf', size: 3 };
const contentTypes = likely<string | undefined>(
	undefined,
	'application/json; charset=utf-8',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
);

/** What n8n made of a body, in any of the shapes that Firmafy uses, and in shapes that it does not. */
const bodies = mutatedJson(
	firmafyDelivery,
	firmafyForm,
	{ data: JSON.stringify(firmafyDelivery) },
	{ data: firmafyForm, files: { docsigned: part, docaudit: [part] } },
);

export const firmafyDeliveries = target({
	name: 'firmafy-delivery',
	cases: fc.tuple(contentTypes, bodies, likely('1', '2', '5')),
	check([contentType, body, type]) {
		const delivery = readDelivery(contentType, body);
		if (!delivery) return;
		assertPlain(delivery);
		assert(typeof delivery.facts.csv === 'string' && delivery.facts.csv !== '', 'a delivery without a csv');
		assert(!('error' in delivery.facts), 'facts that n8n takes for a failure');
		const event = eventOf(type, delivery.facts, ['documentSigned', 'signerSigned']);
		assert(
			toldApart(event, delivery.facts).object[0] === delivery.facts.csv,
			'a delivery of another document',
		);
	},
});

/** A file of a form lies where n8n has put it: nothing that a delivery says may name another path. */
const fromJson = stubContext({
	credentials: { baseUrl: 'https://app.firmafy.com', password: 'p' },
	parameters: { documents: documentNames },
	answer: () => ({ statusCode: 404, headers: {}, body: (async function* () {})() }),
});

export const firmafyDocuments = target({
	name: 'firmafy-documents',
	cases: fc.tuple(contentTypes, bodies),
	async check([contentType, body]) {
		const delivery = readDelivery(contentType, body);
		if (!delivery) return;
		const { binary: first, ...told } = await filesOf(fromJson as never, delivery, documentNames);
		const started = { json: { ...delivery.facts, ...told }, binary: first };
		const { json, binary = {} } = await withLinkedFiles(fromJson, started);
		const all = [json.files, json.missingFiles ?? []].flat();
		assert(all.length === documentNames.length, 'a document got lost');
		const isForm = /^multipart\/form-data\b/i.test(contentType?.trim() ?? '');
		const paths = Object.values(binary).map(({ data }) => data);
		assert(isForm || paths.every((path) => path === ''), 'a delivery named a path of this machine');
	},
});
