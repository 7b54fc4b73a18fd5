import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PDFDocument } from 'pdf-lib';
import { startRecorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld('filesystem')));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const getCertificate = (verificationId: string, more: INodeParameters = {}) => ({
	resource: 'identityVerification',
	operation: 'getCertificate',
	verificationId,
	...more,
});
const requests = async () => (await world.control.get('/requests')).data as IDataObject[];

/** A verification that the person has finished. */
async function finished(): Promise<string> {
	const { items: output } = await world.mensatek({
		resource: 'identityVerification',
		operation: 'send',
		phone: '600000001',
	});
	const id = String(output[0].json.ID);
	for (const step of ['open', 'front', 'back', 'selfie', 'finish']) {
		expect((await world.control.post(`/mensatek/verifications/${id}/${step}`)).status).toBe(200);
	}
	await world.control.delete('/requests');
	return id;
}

test('the request is that of the sample, to the function that the credential names', async () => {
	const recorder = await startRecorder(() => ({
		headers: { 'content-type': 'application/pdf' },
		body: '%PDF-1.7 certificate',
	}));
	const mensatekApi = {
		...world.credentials.mensatekApi,
		baseUrl: `${recorder.url}/v7`,
		pdfFunction: '/GetCertificado',
	};
	const { error } = await world.mensatek(getCertificate('1283876988'), { credentials: { mensatekApi } });
	await recorder.close();
	expect(error).toBeUndefined();
	expect(recorder.requests).toMatchObject([{ method: 'POST', url: '/v7/GetCertificado' }]);
	expect(JSON.parse(recorder.requests[0].body)).toEqual({ Id: '1283876988', Resp: 'JSON' });
});

test('the PDF comes out as a file', async () => {
	const id = await finished();
	const { items: output, error } = await world.mensatek(getCertificate(`={{ ${id} }}`));
	expect(error).toBeUndefined();
	expect(output).toMatchObject([
		{
			json: { ID: id, files: [{ field: 'data', fileName: `certificate-${id}.pdf` }] },
			binary: { data: { fileName: `certificate-${id}.pdf`, mimeType: 'application/pdf' } },
			pairedItem: { item: 0 },
		},
	]);
	const pdf = await PDFDocument.load(await world.engine.binary(output[0]));
	expect(pdf.getTitle()).toContain(id);
	expect(await requests()).toHaveLength(1);
});

test('under the name of the field that was asked for, and whatever its content type says', async () => {
	const id = await finished();
	await world.control.put('/mensatek/answers', { contentType: 'text/html' });
	const { items: output } = await world.mensatek(getCertificate(id, { outputDataFieldName: 'certificado' }));
	expect(await PDFDocument.load(await world.engine.binary(output[0], 'certificado'))).toBeDefined();
});

describe('a refusal in place of the PDF is recognised', () => {
	test.each([
		['JSON', {}],
		['TXT', { format: 'TXT' }],
		['XML', { format: 'XML' }],
		['a bare number', { format: 'legacy' }],
		['JSON under the type of a PDF', { contentType: 'application/pdf' }],
		['XML under the type of a PDF', { format: 'XML', contentType: 'application/pdf' }],
		['a bare number under the type of bytes', { format: 'legacy', contentType: 'application/octet-stream' }],
	])('as %s', async (_, shape) => {
		await world.control.put('/mensatek/answers', shape);
		const { error, items: output } = await world.mensatek(getCertificate('1283876988'));
		expect(output).toEqual([]);
		expect(error?.message).toContain(
			'Mensatek refused the request (200, Res -2): the identifier is unknown, of another account, or has nothing to give yet',
		);
		expect(error?.description).toContain('status 5100');
		expect(await requests()).toHaveLength(1);
	});

	test('a wrong login: one call, and the others of the run are not sent', async () => {
		const id = await finished();
		const mensatekApi = { ...world.credentials.mensatekApi, apiToken: 'wrong for certificates' };
		const { items: output } = await world.mensatek(getCertificate(id), {
			credentials: { mensatekApi },
			input: items(...Array.from({ length: 12 }, () => ({}))),
			node: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(12);
		expect(output[0].json.error).toContain('Res -1');
		for (const { json } of output.slice(1)) expect(json.error).toContain('Not sent');
		expect(await requests()).toHaveLength(1);
	});
});

test.each([
	['an HTML page', { kind: 'not-json', times: 4 }, 'its answer has none of the documented forms'],
	['nothing', { kind: 'error-in-200', body: '', times: 4 }, 'its answer has none of the documented forms'],
	['JSON that tells of success', { kind: 'error-in-200', body: '[{"Res":"1"}]', times: 4 }, 'not a file'],
])('%s is no certificate, and is asked for once', async (_, definition, words) => {
	await world.control.post('/faults', { provider: 'mensatek', ...definition });
	const { error, items: output } = await world.mensatek(getCertificate('1283876988'));
	expect(output).toEqual([]);
	expect(error?.message).toContain(words);
	expect(await requests()).toHaveLength(1);
});

test('a function that Mensatek does not know: where its name is', async () => {
	const mensatekApi = { ...world.credentials.mensatekApi, pdfFunction: 'Nonsense' };
	const { items: output } = await world.mensatek(getCertificate('1'), {
		credentials: { mensatekApi },
		input: items(...Array.from({ length: 12 }, () => ({}))),
		node: { onError: 'continueRegularOutput' },
	});
	const [first, ...others] = output.map(({ json }) => json as { error: string; details: IDataObject });
	expect(first.error).toContain('Mensatek refused the request (404)');
	expect(first.details.description).toContain('names of the functions in the credential');
	expect(others).toHaveLength(11);
	for (const { error } of others) expect(error).toContain('Not sent: Mensatek has refused this call before');
	expect(await requests()).toHaveLength(1);
});

test('half a certificate is none', async () => {
	const id = await finished();
	await world.control.post('/faults', { provider: 'mensatek', kind: 'truncated', times: 4 });
	const { error, items: output } = await world.mensatek(getCertificate(id));
	expect(output).toEqual([]);
	expect(error).toBeDefined();
});

test.each(['', 'abc', '12-34', '../GetCreditos'])('the ID "%s" is not sent', async (id) => {
	const { error } = await world.mensatek(getCertificate(`={{ "${id}" }}`));
	expect(error?.message).toMatch(/^"Verification ID" is (empty|not a number)/);
	expect(await requests()).toEqual([]);
});

test('a certificate of 100 MB goes through piece by piece, and whole', async () => {
	const piece = Buffer.alloc(1024 * 1024, 'x');
	const pieces = 100;
	const server = createServer(async (request, response) => {
		request.resume();
		response.writeHead(200, { 'content-type': 'application/pdf' });
		// The first bytes come one by one, as a slow network brings them.
		for (const byte of '%PDF-1.7\n') await new Promise((sent) => response.write(byte, sent));
		for (let count = 0; count < pieces; count++) await new Promise((sent) => response.write(piece, sent));
		response.end();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const mensatekApi = {
		...world.credentials.mensatekApi,
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	};
	const { items: output, error } = await world.mensatek(getCertificate('1'), {
		credentials: { mensatekApi },
	});
	server.close();
	expect(error).toBeUndefined();
	expect(output[0].binary?.data.id).toMatch(/^filesystem-v2:/);
	const content = await world.engine.binary(output[0]);
	expect(content.length).toBe('%PDF-1.7\n'.length + pieces * piece.length);
	expect(content.subarray(0, 12).toString()).toBe('%PDF-1.7\nxxx');
});
