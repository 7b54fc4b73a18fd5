import type { INodeParameters } from 'n8n-workflow';
import { startRecorder, type Recorded } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';
import {
	answering,
	create,
	documentedSigners,
	exampleSigners,
	formOf,
	requestsOf,
	samplePdf,
	withPdf,
} from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const sent = { error: false, message: 'Documento Enviado', data: 'xxxxxxx' };

/** What goes over the wire, without the log-in. */
async function recorded(parameters: INodeParameters): Promise<Recorded> {
	const recorder = await startRecorder(answering(sent));
	const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url, idShow: 'ID' };
	const { error } = await world.firmafy(parameters, {
		credentials: { firmafyApi },
		input: await withPdf(world),
	});
	await recorder.close();
	expect(error).toBeUndefined();
	return recorder.requests.at(-1)!;
}

describe('on the wire', () => {
	test('a PDF from a URL: the documented fields, urlencoded', async () => {
		const request = await recorded({
			...create,
			documentSource: 'url',
			documentName: 'Contrato.pdf',
			pdfUrl: 'https://www.example.com/contrato.pdf?a=1&b=2',
		});
		expect(request).toMatchObject({ method: 'POST', url: '/ApplicationProgrammingInterface.php' });
		expect(request.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		const { signer, ...rest } = formOf(request);
		expect(JSON.parse(signer)).toEqual(documentedSigners);
		expect(rest).toEqual({
			action: 'request',
			token: 'TOKEN',
			id_show: 'ID',
			pdf_name: 'Contrato.pdf',
			pdf_url: 'https://www.example.com/contrato.pdf?a=1&b=2',
		});
	});

	test('a PDF as base64, with signs that a form has to encode', async () => {
		const base64 = Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.from([0xfb, 0xff, 0xbf, 0xff])]).toString(
			'base64',
		);
		const request = await recorded({
			...create,
			documentSource: 'base64',
			documentName: 'Añadido & más',
			pdfBase64: `data:application/pdf;base64,${base64.slice(0, 6)}\r\n${base64.slice(6)}`,
		});
		expect(base64).toMatch(/[+/]/);
		expect(formOf(request)).toMatchObject({ pdf_name: 'Añadido & más.pdf', pdf_base64: base64 });
	});

	test('a file: a multipart form, with the PDF as the part "pdf"', async () => {
		const { headers, body } = await recorded(create);
		expect(headers['content-type']).toMatch(/^multipart\/form-data; *boundary=/);
		expect(body).toMatch(/name="pdf"; filename="Contrato.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF/);
		expect(body).toMatch(/name="action"\r\n\r\nrequest\r\n/);
		expect(body).not.toMatch(/pdf_name|pdf_base64|pdf_url/);
	});

	test('the document’s example of "coordenadas", under its Spanish name', async () => {
		const request = await recorded({
			...create,
			documentSource: 'url',
			documentName: 'x.pdf',
			pdfUrl: 'https://www.example.com/x.pdf',
			placement: 'boxes',
			pages: 3,
			boxes: {
				box: [
					{ page: 1, signer: 1, x: 5, y: 120, rotate: true, width: 40, height: 10 },
					{ page: 1, signer: 2, x: 5, y: 170, rotate: true, width: 45, height: 15 },
					{ page: 3, signer: 2, x: 80, y: 210, rotate: false, width: 45, height: 15 },
				],
			},
		});
		expect(JSON.parse(formOf(request).coordenadas)).toEqual([
			[
				{ signer: 1, x: 5, y: 120, side: 1, width: 40, height: 10 },
				{ signer: 2, x: 5, y: 170, side: 1, width: 45, height: 15 },
			],
			[],
			[{ signer: 2, x: 80, y: 210, side: 0, width: 45, height: 15 }],
		]);
	});

	test('the optional fields, each in its documented spelling', async () => {
		const request = await recorded({
			...create,
			documentSource: 'url',
			documentName: 'x.pdf',
			pdfUrl: 'https://www.example.com/x.pdf',
			placement: 'template',
			templateName: 'Mi plantilla',
			additionalFields: {
				cco: 'uno@example.com, dos@example.com;tres@example.com',
				dueDate: '2099-07-01T12:00:00Z',
				language: 'CA',
				message: 'Firme, por favor',
				notify: false,
				replyTo: 'respuestas@example.com',
				signInOrder: true,
				subject: 'Su contrato',
			},
		});
		expect(formOf(request)).toMatchObject({
			template_name: 'Mi plantilla',
			cco: 'uno@example.com;dos@example.com;tres@example.com',
			// Summer in Spain.
			fecha_vencimiento: '2099-07-01 14:00:00',
			document_lang: 'CA',
			message: 'Firme, por favor',
			mail_notification: '0',
			'reply-to': 'respuestas@example.com',
			signer_priority: '1',
			subject: 'Su contrato',
		});
	});

	test('defaults are not sent: Spanish, notified, in any order', async () => {
		const request = await recorded({
			...create,
			documentSource: 'url',
			documentName: 'x.pdf',
			pdfUrl: 'https://www.example.com/x.pdf',
			additionalFields: { language: 'ES', notify: true, signInOrder: false, subject: '', cco: '' },
		});
		expect(Object.keys(formOf(request)).sort()).toEqual(
			['action', 'id_show', 'pdf_name', 'pdf_url', 'signer', 'token'].sort(),
		);
	});

	test('a date without a zone is what the workflow’s clock shows; winter counts too', async () => {
		const dueDate = '={{ DateTime.fromISO("2099-01-15T12:00:00", { zone: "America/Lima" }) }}';
		const request = await recorded({
			...create,
			documentSource: 'url',
			documentName: 'x.pdf',
			pdfUrl: 'https://www.example.com/x.pdf',
			additionalFields: { dueDate },
		});
		expect(formOf(request).fecha_vencimiento).toBe('2099-01-15 18:00:00');
	});
});

describe('at Firmafy', () => {
	test('a file with everything set', async () => {
		const { items: output, error } = await world.firmafy(
			{
				...create,
				placement: 'template',
				templateName: 'Contrato de préstamo',
				additionalFields: {
					cco: 'archivo@example.com',
					dueDate: '2099-01-01',
					language: 'EN',
					message: 'Please sign',
					notify: false,
					replyTo: 'r@example.com',
					signInOrder: true,
					subject: 'Loan',
				},
			},
			{ input: await withPdf(world) },
		);
		expect(error).toBeUndefined();
		const [request] = await requestsOf(world);
		expect(output).toEqual([
			{ json: { csv: request.csv, message: 'Documento Enviado' }, pairedItem: { item: 0 } },
		]);
		expect(request).toMatchObject({
			subject: 'Loan',
			message: 'Please sign',
			language: 'EN',
			template: 'Contrato de préstamo',
			copies: ['archivo@example.com'],
			ordered: true,
			notified: false,
			replyTo: 'r@example.com',
			signers: documentedSigners,
			original: { name: 'Contrato.pdf', size: (await samplePdf(world)).length },
		});
	});

	test('base64 and a URL, and boxes', async () => {
		const boxes = { box: [{ page: 2, signer: 1 }] };
		const base64 = (await samplePdf(world)).toString('base64');
		const more = { placement: 'boxes', pages: 2, boxes, documentName: 'a.pdf' };
		const one = await world.firmafy({ ...create, ...more, documentSource: 'base64', pdfBase64: base64 });
		const pdfUrl = `${world.sandbox.url}/samples/contract.pdf`;
		const two = await world.firmafy({ ...create, ...more, documentSource: 'url', pdfUrl });
		expect([one.error, two.error]).toEqual([undefined, undefined]);
		const made = await requestsOf(world);
		expect(made.map(({ coordenadas }: { coordenadas: unknown }) => coordenadas)).toEqual(
			Array(2).fill([[], [{ signer: 1, x: 20, y: 250, side: 0, width: 40, height: 15 }]]),
		);
	});

	test('a signer by SMS alone needs no e-mail; spellings of numbers do not matter', async () => {
		const signers = {
			signer: [
				{ name: 'A', nif: '12.345.678-z', role: 'r', mobile: '+34 600-123-456', notifyBy: 'sms' },
				{ name: 'B', nif: 'x1234567l', role: 'r', mobile: '00351 912 345 678', email: 'b@example.com' },
			],
		};
		const { error } = await world.firmafy({ ...create, signers }, { input: await withPdf(world) });
		expect(error).toBeUndefined();
		const [{ signers: made }] = await requestsOf(world);
		expect(made).toMatchObject([
			{ nif: '12345678Z', email: '', telefono: 600123456, type_notifications: 'sms' },
			{ nif: 'X1234567L', telefono: 351912345678, type_notifications: 'email' },
		]);
	});

	test.each([
		['34600123456', 600123456],
		['0034 600 123 456', 600123456],
		['777777777', 777777777],
		['+45 20 12 34 56', 4520123456],
	])('the mobile %s is the number %i', async (mobile, telefono) => {
		const signers = { signer: [{ ...exampleSigners.signer[0], mobile }] };
		const { error } = await world.firmafy({ ...create, signers }, { input: await withPdf(world) });
		expect(error).toBeUndefined();
		expect((await requestsOf(world))[0].signers).toMatchObject([{ telefono }]);
	});

	test.each(['912345678', '+34912345678', '+600123456', '351912345678', '60012345', '346001234567'])(
		'the mobile %s is asked for again: the code would reach nobody',
		async (mobile) => {
			const signers = { signer: [{ ...exampleSigners.signer[0], mobile }] };
			const { error } = await world.firmafy({ ...create, signers }, { input: await withPdf(world) });
			expect(error?.message).toContain(`"Signer 1: Mobile" is not a mobile number: ${mobile}`);
			expect(error?.description).toContain('+351912345678');
			expect((await world.control.get('/requests')).data).toEqual([]);
		},
	);

	test('invalidate', async () => {
		await world.firmafy(create, { input: await withPdf(world) });
		const [{ csv }] = await requestsOf(world);
		const { items: output, error } = await world.firmafy(
			{ resource: 'signatureRequest', operation: 'invalidate', csv: '={{ $json.csv }}' },
			{ input: items({ csv }) },
		);
		expect(error).toBeUndefined();
		expect(output[0].json).toEqual({ csv, message: 'Documento Invalidado' });
		expect((await requestsOf(world))[0]).toMatchObject({ invalidated: true, closed: 'invalidated' });
	});

	test('invalidate sends the three documented fields and no more', async () => {
		const request = await recorded({
			resource: 'signatureRequest',
			operation: 'invalidate',
			csv: 'xXXXXXXXXXX',
		});
		expect(formOf(request)).toEqual({
			action: 'invalidar_documento',
			token: 'TOKEN',
			csv: 'xXXXXXXXXXX',
		});
	});
});

describe('refused by Firmafy', () => {
	async function refused(parameters: INodeParameters) {
		const { error, items: output } = await world.firmafy(parameters, { input: await withPdf(world) });
		expect(output).toEqual([]);
		return { message: error?.message, description: String(error?.description) };
	}

	test('no credits: the documented words, and what to do', async () => {
		await world.control.put('/firmafy/plan', { credits: 0 });
		const { message, description } = await refused(create);
		expect(message).toContain('Se ha alcanzado el numero máximo de envios disponibles en su plan.');
		expect(description).toContain('no credits left');
		expect(await requestsOf(world)).toEqual([]);
	});

	test('a template with another number of pages, or unknown', async () => {
		await world.control.post('/firmafy/templates', { name: 'tres', pages: 3, signers: 2 });
		const pages = await refused({ ...create, placement: 'template', templateName: 'tres' });
		expect(pages.message).toContain('Número de páginas distinto al de la plantilla');
		expect(pages.description).toContain('as many pages as the template');
		const unknown = await refused({ ...create, placement: 'template', templateName: 'ninguna' });
		expect(unknown.message).toContain('Plantilla no encontrada');
		expect(unknown.description).toContain('Check the template’s name');
	});

	test('an unknown CSV', async () => {
		const { message, description } = await refused({
			resource: 'signatureRequest',
			operation: 'invalidate',
			csv: 'nada',
		});
		expect(message).toContain('CSV no encontrado.');
		expect(description).toContain('Check the CSV');
	});

	test('boxes for another number of pages than the PDF has', async () => {
		const boxes = { box: [{ page: 1, signer: 1 }] };
		const { message } = await refused({ ...create, placement: 'boxes', pages: 1, boxes });
		expect(message).toContain('coordenadas must have one element per page: 2, not 1');
	});

	test('continue on fail: an error item, in order, and the others go on', async () => {
		await world.control.put('/firmafy/plan', { credits: 1 });
		const [item] = await withPdf(world);
		const { outputs } = await world.firmafy(create, {
			input: [item, item],
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toContain('Se ha alcanzado el numero máximo');
	});

	test('a success is never run again by Retry On Fail', async () => {
		const { items: output } = await world.firmafy(create, {
			input: await withPdf(world),
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(output).toHaveLength(1);
		expect(output[0].json).not.toHaveProperty('error');
		expect(await requestsOf(world)).toHaveLength(1);
	});
});

describe('what cannot be sent is said before anything is', () => {
	const signer = exampleSigners.signer[0];
	const oneBox = (box: object) => ({
		placement: 'boxes',
		pages: 2,
		boxes: { box: [{ page: 1, signer: 1, ...box }] },
	});
	const cases: Array<[string, INodeParameters, RegExp]> = [
		['no signer', { signers: {} }, /"Signers" is empty/],
		[
			'a signer without a name',
			{ signers: { signer: [{ ...signer, name: ' ' }] } },
			/"Signer 1" has no "Name"/,
		],
		[
			'without a document number',
			{ signers: { signer: [signer, { ...signer, nif: '' }] } },
			/"Signer 2" has no "DNI/,
		],
		['without a role', { signers: { signer: [{ ...signer, role: '' }] } }, /"Signer 1" has no "Role"/],
		['without a mobile', { signers: { signer: [{ ...signer, mobile: '' }] } }, /"Signer 1" has no "Mobile"/],
		[
			'a broken mobile',
			{ signers: { signer: [{ ...signer, mobile: '6OO' }] } },
			/"Signer 1: Mobile" is not a mobile/,
		],
		[
			'a broken e-mail',
			{ signers: { signer: [{ ...signer, email: 'x@' }] } },
			/"Signer 1: Email" is not an e-mail/,
		],
		['no e-mail', { signers: { signer: [{ ...signer, email: '' }] } }, /"Signer 1: Email" is empty/],
		[
			'a company without a name',
			{ signers: { signer: [{ ...signer, signsAs: 'legal', cif: 'B1' }] } },
			/"Signer 1" has no "Company"/,
		],
		[
			'a company without a tax ID',
			{ signers: { signer: [{ ...signer, signsAs: 'legal', company: 'C' }] } },
			/"Signer 1" has no "CIF"/,
		],
		['a field without a file', { inputDataFieldName: 'other' }, /no file in the field "other"/],
		[
			'base64 that is none',
			{ documentSource: 'base64', documentName: 'x', pdfBase64: '%%%' },
			/"Base64" is no base64/,
		],
		[
			'base64 of something else',
			{ documentSource: 'base64', documentName: 'x', pdfBase64: 'aGVsbG8=' },
			/must be a PDF/,
		],
		[
			'an address that is none',
			{ documentSource: 'url', documentName: 'x', pdfUrl: 'ftp://x' },
			/"URL" is not a web/,
		],
		['no boxes', { placement: 'boxes' }, /"Signature Boxes" is empty/],
		['a box on page 0', oneBox({ page: 0 }), /Box 1: Page" must be a whole number of at least 1/],
		['a box on half a page', oneBox({ page: 1.5 }), /Box 1: Page" must be a whole number of at least 1/],
		['a box beyond the last page', oneBox({ page: 3 }), /"Box 1: Page" must be a whole number from 1 to 2/],
		['a box for a third signer', oneBox({ signer: 3 }), /"Box 1: Signer" must be a whole number from 1 to 2/],
		['a box right of the page', oneBox({ x: 211 }), /Box 1: X \(Millimeters\)" must be .* at most 210/],
		['a box below the page', oneBox({ y: 298 }), /Box 1: Y \(Millimeters\)" must be .* at most 297/],
		[
			'a box that sticks out',
			oneBox({ x: 200, width: 40 }),
			/"Box 1: Width \(Millimeters\)" must be from 1 to 10/,
		],
		['a box too high', oneBox({ y: 290, height: 15 }), /"Box 1: Height \(Millimeters\)" must be from 1 to 7/],
		[
			'a due date that is over',
			{ additionalFields: { dueDate: '2001-01-01' } },
			/"Due Date" is over already/,
		],
		['a due date that is none', { additionalFields: { dueDate: 'soon' } }, /"Due Date" is not a date/],
		[
			'a broken copy address',
			{ additionalFields: { cco: 'a@example.com;b' } },
			/"Copies To" is not an e-mail/,
		],
		['a broken reply address', { additionalFields: { replyTo: 'b' } }, /"Reply To" is not an e-mail/],
	];

	test.each(cases)('%s', async (_, parameters, message) => {
		const { error } = await world.firmafy({ ...create, ...parameters }, { input: await withPdf(world) });
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect((await world.control.get('/requests')).data).toEqual([]);
	});

	test('an empty file, and one that is no PDF', async () => {
		const binary = async (content: string) => ({
			data: await world.engine.file(Buffer.from(content), { fileName: 'x.pdf', mimeType: 'application/pdf' }),
		});
		const empty = await world.firmafy(create, { input: [{ json: {}, binary: await binary('') }] });
		expect(empty.error?.message).toMatch(/the file in "data" is empty/);
		const text = await world.firmafy(create, { input: [{ json: {}, binary: await binary('hello') }] });
		expect(text.error?.message).toMatch(/must be a PDF, and the file in "data" is none/);
	});
});
