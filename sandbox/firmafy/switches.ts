import type { Questions, Switches } from '../switches';

/** What Firmafy's documents leave open. The usual readings are what programs that talk to the real Firmafy met. */
export const firmafyQuestions = {
	wrapped: {
		title: 'JSON deliveries: where the fields lie',
		open: 'The documents show the fields bare. Firmafy’s WordPress plugin unwraps them from “data”.',
		readings: { true: 'in “data”', false: 'bare' },
	},
	signerAsText: {
		title: 'JSON deliveries: the signers',
		open: 'The documents write "[array]" in quotation marks. The plugin reads a text.',
		readings: { true: 'the text of a list', false: 'a list' },
	},
	contentType: {
		title: 'JSON deliveries: content type',
		open: 'No content type is documented, and PHP’s cURL calls whatever it sends a form.',
		readings: {
			json: 'application/json',
			form: 'application/x-www-form-urlencoded',
			text: 'text/plain',
			none: 'none',
		},
	},
	form: {
		title: 'Form deliveries: encoding',
		open: 'The documents speak of multipart for the PDFs; without files it may as well be urlencoded.',
		readings: { multipart: 'multipart, the PDFs as files', urlencoded: 'urlencoded' },
	},
	formNames: {
		title: 'Form deliveries: names',
		open: 'The method is called “POST array”: an array of PHP may lie in another one.',
		readings: { flat: 'csv, signer as JSON', nested: 'data[csv], data[signer][0][name]' },
	},
	documents: {
		title: 'PDFs that are no parts of a multipart form',
		open: 'Documents of 2022 show links; the later ones say only “pdf”.',
		readings: { url: 'links', base64: 'Base64' },
	},
	values: {
		title: 'Numbers and booleans in deliveries',
		open: 'The example writes "35687" and "true/false" as texts, and says int beside it.',
		readings: { text: 'texts', typed: 'numbers and booleans (in JSON)' },
	},
	language: {
		title: 'Words in deliveries',
		open: 'The Spanish example says FIRMADO, the English one SIGNED.',
		readings: { spanish: 'FIRMADO, ACTIVO …', english: 'SIGNED, ACTIVE …' },
	},
	unfinished: {
		title: 'Status of a document that not all have signed',
		open: 'Only FIRMADO is documented, and ACTIVO for a signer.',
		readings: { PENDIENTE: 'PENDIENTE', ACTIVO: 'ACTIVO' },
	},
	rejection: {
		title: 'A signer rejects',
		open: 'No event is documented for it.',
		readings: {
			silent: 'nothing is delivered',
			document: 'RECHAZADO to the address for “signed by all” (1)',
			signer: 'RECHAZADO to the address for “a signer has signed” (2)',
		},
	},
	lastSignature: {
		title: 'The last signature',
		open: 'Whether it is also an event of type 2 is not documented.',
		readings: { both: 'types 2 and 1', documentOnly: 'type 1 only' },
	},
	repeats: {
		title: 'Repeats of failed deliveries',
		open: 'They are announced in a footnote to event type 5, to which one subscribes.',
		readings: { always: 'always, to the same address', type5: 'only to the address for type 5' },
	},
	tokens: {
		title: 'How long a token is good for',
		open: 'Documents until 2022 said 4 hours; the later ones say nothing.',
		readings: {
			fourHours: '4 hours',
			forever: 'without end',
			latest: '4 hours, or until the next log-in',
		},
	},
	zone: {
		title: 'Times',
		open: 'They are written without a time zone.',
		readings: { spain: 'in Spain', utc: 'UTC' },
	},
	requestAnswer: {
		title: 'Answer to a signature request',
		open: 'Documented, with the CSV in “data”. What if it is not there?',
		readings: {
			code: 'with the CSV',
			nullCode: 'data is null',
			withoutCode: 'without data',
			empty: '200 with nothing',
		},
	},
	answers: {
		title: 'Answers to e-mails, SMS, webhook, invalidate',
		open: 'None is documented.',
		readings: {
			envelope: '{"error":false,"message":"SMS Enviado", …}',
			message: '{"message":"SMS Enviado"}',
			flag: '{"error":false}',
			text: 'SMS Enviado, as text',
			empty: '200 with nothing',
		},
	},
	refusals: {
		title: 'Refusals',
		open: 'The only one that is shown is {"error":true,"message":…}; the plugin reads “error_message”.',
		readings: {
			flag: '{"error":true,"message":…}',
			textFlag: '{"error":"true","message":…}',
			one: '{"error":1,"message":…}',
			two: '{"error":2,"message":…}',
			sentence: '{"error":"the message"}',
			data: '{"error":true,"data":"the message"}',
			errorMessage: '{"error":true,"error_message":…}',
			messageOnly: '{"message":…}',
			text: 'the message as text',
			html: 'a web page, status 200',
			gateway: 'a gateway’s web page, status 502',
			empty: '200 with nothing',
		},
	},
} satisfies Questions;

export type FirmafySwitches = Switches<typeof firmafyQuestions>;
export type FirmafyReadings = FirmafySwitches['now'];
