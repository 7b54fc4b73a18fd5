import fc from 'fast-check';
import { deliveryOf, documentNames } from '../../../nodes/Firmafy/delivery';
import { sentFiles, withLinkedFiles } from '../../../nodes/Firmafy/documents';
import { eventOf, toldApart } from '../../../nodes/Firmafy/events';
import { filesOf, recordsOf } from '../../../nodes/runtime/webhook/body';
import { firmafyDelivery, firmafyForm } from '../examples';
import { likely } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, assertPlain } from '../outcome';
import { deliveryContext, stubContext } from '../stub';
import { target } from '../target';

const part = { filepath: '/tmp/part', originalFilename: 'a.pdf', mimetype: 'application/pdf', size: 3 };
/** Only n8n tells a form with files. */
const contentTypes = likely<string | undefined>(undefined, 'application/json', 'multipart/form-data');

/** A body in any of the shapes that Firmafy uses, and in shapes that it does not. */
const bodies = mutatedJson(
	firmafyDelivery,
	firmafyForm,
	{ data: JSON.stringify(firmafyDelivery) },
	{ data: firmafyForm, files: { docsigned: part, docaudit: [part] } },
);

/** Of a form with files, n8n gives what it made of the body; of the others, their text. */
function read(contentType: string | undefined, body: unknown) {
	const isForm = contentType === 'multipart/form-data';
	const context = deliveryContext(isForm ? body : {}, contentType);
	return deliveryOf(recordsOf(context, isForm ? '' : JSON.stringify(body), 'csv'), filesOf(context));
}

export const firmafyDeliveries = target({
	name: 'firmafy-delivery',
	cases: fc.tuple(contentTypes, bodies, likely('1', '2', '5')),
	check([contentType, body, type]) {
		const delivery = read(contentType, body);
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
		const delivery = read(contentType, body);
		if (!delivery) return;
		const { binary: first, ...told } = await sentFiles(fromJson as never, delivery, documentNames);
		const started = { json: { ...delivery.facts, ...told }, binary: first };
		const { json, binary = {} } = await withLinkedFiles(fromJson, started);
		const all = [json.files, json.missingFiles ?? []].flat();
		assert(all.length === documentNames.length, 'a document got lost');
		const isForm = contentType === 'multipart/form-data';
		const paths = Object.values(binary).map(({ data }) => data);
		assert(isForm || paths.every((path) => path === ''), 'a delivery named a path of this machine');
	},
});
