import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startRecorder, type Recorded } from '../support/recorder';
import { startWorld, type World } from '../support/world';
import { answering, formOf } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const email = {
	resource: 'certifiedEmail',
	operation: 'send',
	name: 'Jhon Smith',
	email: 'soporte@firmafy.com',
	subject: 'Aviso',
	body: '<p>Le comunicamos …</p>',
};
const sms = {
	resource: 'certifiedSms',
	operation: 'send',
	name: 'Jhon Smith',
	phone: '612345678',
	body: 'Hola',
};

async function twoFiles(): Promise<INodeExecutionData[]> {
	const data = await world.engine.file(Buffer.from('one'), { fileName: 'Doc1.txt', mimeType: 'text/plain' });
	const annex = await world.engine.file(Buffer.from('two'), { fileName: 'Doc2.txt', mimeType: 'text/plain' });
	return [{ json: {}, binary: { data, annex } }];
}

async function recorded(parameters: INodeParameters): Promise<Recorded> {
	const recorder = await startRecorder(answering({ error: false, message: 'ok', data: 'CSV' }));
	const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: recorder.url, idShow: 'ID' };
	const { error } = await world.firmafy(parameters, { credentials: { firmafyApi }, input: await twoFiles() });
	await recorder.close();
	expect(error).toBeUndefined();
	return recorder.requests.at(-1)!;
}

const base = { token: 'TOKEN', id_show: 'ID' };

describe('certified e-mail', () => {
	test('on the wire: the documented fields, `to` as JSON text', async () => {
		expect(formOf(await recorded(email))).toEqual({
			...base,
			action: 'emailrequest',
			subject: 'Aviso',
			body: '<p>Le comunicamos …</p>',
			to: '{"name":"Jhon Smith","email":"soporte@firmafy.com"}',
		});
		const additionalFields = { lang: 'FR', replyTo: 'r@example.com' };
		expect(formOf(await recorded({ ...email, additionalFields }))).toMatchObject({
			lang: 'FR',
			'reply-to': 'r@example.com',
		});
	});

	test('one file is a part of a multipart form', async () => {
		const attachments = { attachment: [{ source: 'file', inputDataFieldNames: 'data' }] };
		const { headers, body } = await recorded({ ...email, attachments });
		expect(headers['content-type']).toMatch(/^multipart\/form-data/);
		expect(body).toMatch(
			/name="attachment"; filename="Doc1.txt"\r\nContent-Type: text\/plain\r\n\r\none\r\n/,
		);
	});

	test('several files and links are the list that the document shows', async () => {
		const attachments = {
			attachment: [
				{ source: 'url', url: 'https://www.example.com/files/T%C3%A9rminos.pdf' },
				{ source: 'url', url: 'https://www.example.com/', fileName: 'Doc1.pdf' },
				{ source: 'file', inputDataFieldNames: 'data, annex' },
			],
		};
		const request = await recorded({ ...email, attachments });
		expect(JSON.parse(formOf(request).attachment)).toEqual([
			{ filename: 'Términos.pdf', url: 'https://www.example.com/files/T%C3%A9rminos.pdf' },
			{ filename: 'Doc1.pdf', url: 'https://www.example.com/' },
			{ filename: 'Doc1.txt', base64: Buffer.from('one').toString('base64') },
			{ filename: 'Doc2.txt', base64: Buffer.from('two').toString('base64') },
		]);
	});

	test.each([
		['100%.pdf', undefined, '100%.pdf'],
		['T%E9rminos.pdf', undefined, 'T%E9rminos.pdf'],
		['T%E9rminos.pdf', 'Términos.pdf', 'Términos.pdf'],
		['a%20b.pdf', undefined, 'a b.pdf'],
	])('a link to %s, called %s: %s', async (last, fileName, filename) => {
		const url = `https://www.example.com/f%E9/${last}`;
		const attachments = { attachment: [{ source: 'url', url, ...(fileName && { fileName }) }] };
		const request = await recorded({ ...email, attachments });
		expect(JSON.parse(formOf(request).attachment)).toEqual([{ filename, url }]);
	});

	test('at Firmafy, in every form of attachment', async () => {
		const url = `${world.sandbox.url}/samples/contract.pdf`;
		const file = (inputDataFieldNames: string) => ({ source: 'file', inputDataFieldNames });
		const forms = [[], [file('data')], [file('data,annex')], [{ source: 'url', url }, file('annex')]];
		for (const attachment of forms) {
			const additionalFields = { lang: 'EN', replyTo: 'r@example.com' };
			const { error, items } = await world.firmafy(
				{ ...email, additionalFields, attachments: { attachment } },
				{ input: await twoFiles() },
			);
			expect(error).toBeUndefined();
			expect(items[0].json).toEqual({ message: 'Email Enviado', data: expect.any(String) });
		}
		const { data: sent } = await world.control.get('/firmafy/emails');
		expect(sent[0]).toMatchObject({
			subject: 'Aviso',
			to: { name: 'Jhon Smith', email: 'soporte@firmafy.com' },
			language: 'EN',
			replyTo: 'r@example.com',
		});
		const names = sent.map(({ attachments }: { attachments: Array<{ filename: string }> }) =>
			attachments.map(({ filename }) => filename),
		);
		expect(names).toEqual([[], ['Doc1.txt'], ['Doc1.txt', 'Doc2.txt'], ['contract.pdf', 'Doc2.txt']]);
		expect((await world.control.get('/firmafy/plan')).data.credits).toBe(46);
	});

	test.each<[string, INodeParameters, RegExp]>([
		['a broken address', { email: 'nobody' }, /"Recipient Email" is not an e-mail address/],
		['a blank subject', { subject: ' ' }, /"Subject" is empty/],
		['a broken reply address', { additionalFields: { replyTo: 'x' } }, /"Reply To" is not an e-mail/],
		[
			'a missing file',
			{ attachments: { attachment: [{ source: 'file', inputDataFieldNames: 'nothing' }] } },
			/"Attachments": there is no file in the field "nothing"/,
		],
		[
			'no field named',
			{ attachments: { attachment: [{ source: 'file', inputDataFieldNames: '' }] } },
			/"Attachments" need a name/,
		],
		[
			'a broken link',
			{ attachments: { attachment: [{ source: 'url', url: 'nowhere' }] } },
			/"Attachments" hold a "URL" that is no web address/,
		],
	])('%s is said before anything is sent', async (_, parameters, message) => {
		const { error } = await world.firmafy({ ...email, ...parameters }, { input: await twoFiles() });
		expect(error?.message).toMatch(message);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});
});

describe('certified SMS', () => {
	test('on the wire: the documented fields, prefix and number as numbers', async () => {
		expect(formOf(await recorded(sms))).toEqual({
			...base,
			action: 'smsrequest',
			body: 'Hola',
			to: '{"name":"Jhon Smith","country":34,"phone":612345678}',
		});
	});

	test('at Firmafy; the language of the audit; numbers in other spellings', async () => {
		const portugal = { country: '+351', phone: '+351 912 345 678', additionalFields: { lang: 'IT' } };
		const { error, items } = await world.firmafy({ ...sms, ...portugal });
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ message: 'SMS Enviado', data: expect.any(String) });
		expect((await world.control.get('/firmafy/messages')).data).toMatchObject([
			{ body: 'Hola', to: { name: 'Jhon Smith', country: 351, phone: 912345678 }, language: 'IT' },
		]);
		expect((await world.control.get('/firmafy/plan')).data).toMatchObject({ credits: 50, sms: 24 });
	});

	test('a number that merely begins like its prefix is sent as it is', async () => {
		// Italian mobile numbers have 10 digits, and those of one operator begin with 39 like the country.
		const to = JSON.parse(formOf(await recorded({ ...sms, country: '39', phone: '391 234 5678' })).to);
		expect(to).toEqual({ name: 'Jhon Smith', country: 39, phone: 3912345678 });
	});

	test('a number that may have its prefix in it: how to write it, either way', async () => {
		// The area code 55 is in Brazil, whose prefix is 55.
		const brazil = { ...sms, country: '55', phone: '55 99123-4567' };
		const { error } = await world.firmafy(brazil);
		expect(error?.description).toContain('+5555991234567 if it is not');
		const to = JSON.parse(formOf(await recorded({ ...brazil, phone: '+5555991234567' })).to);
		expect(to).toMatchObject({ country: 55, phone: 55991234567 });
	});

	test('no SMS left: Firmafy’s own words', async () => {
		await world.control.put('/firmafy/plan', { sms: 0 });
		const { error } = await world.firmafy(sms);
		expect(error?.message).toContain('No dispone de SMS en su plan');
	});

	test.each([
		['160 letters', 'a'.repeat(160), 160],
		['80 euro signs, which take two places each', '€'.repeat(80), 160],
		['160 letters with accents', 'á'.repeat(160), 160],
	])('%s fit', async (_, body) => {
		expect((await world.firmafy({ ...sms, body })).error).toBeUndefined();
		expect((await world.control.get('/firmafy/messages')).data[0].body).toBe(body);
	});

	test.each([
		['161 letters', 'a'.repeat(161), 161],
		['159 letters and a euro sign', `${'a'.repeat(159)}€`, 161],
		['81 brackets', '['.repeat(81), 162],
	])('%s do not fit', async (_, body, length) => {
		const { error } = await world.firmafy({ ...sms, body });
		expect(error?.message).toContain(`"Message" has ${length} characters; an SMS takes 160`);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});

	test.each<[string, INodeParameters, RegExp]>([
		['a prefix that no country has', { country: '999' }, /"Country Prefix" is not the phone prefix/],
		['a prefix of letters', { country: 'ES' }, /"Country Prefix" is not the phone prefix/],
		['a Spanish landline', { phone: '912345678' }, /"Phone" is not a mobile number with the prefix 34/],
		['a number of another country', { phone: '+351912345678' }, /"Phone" is not a mobile number/],
		['a number with letters', { phone: '6123A5678' }, /"Phone" is not a mobile number/],
		['a number that is too long', { country: '49', phone: '12345678901234' }, /"Phone" is not a mobile/],
		[
			'a prefix that may be in the number already',
			{ country: '351', phone: '351912345678' },
			/"Phone" seems to begin with the prefix 351/,
		],
		['the same for Spain', { phone: '34 612 345 678' }, /"Phone" seems to begin with the prefix 34/],
		['no name', { name: ' ' }, /"Recipient Name" is empty/],
	])('%s is said before anything is sent', async (_, parameters, message) => {
		const { error } = await world.firmafy({ ...sms, ...parameters });
		expect(error?.message).toMatch(message);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});
});
