import type { Questions, Switches } from '../switches';

/** What Keynua's documents leave open, or show in two ways. */
export const keynuaQuestions = {
	signatureV1: {
		title: 'Header X-Keynua-Webhook-Sig',
		open: 'Documented as always there.',
		readings: { sent: 'sent', leftOut: 'left out' },
	},
	signatureV2: {
		title: 'Headers X-Keynua-Webhook-SigV2 and -Token',
		open: 'They came into the documents in 2021: an old webhook may have none.',
		readings: { sent: 'sent', leftOut: 'left out' },
	},
	payloadText: {
		title: 'The payload “as string”, over which X-Keynua-Webhook-Sig goes',
		open: 'How the payload is written is not said.',
		readings: {
			compact: 'compact, in the body and for the signature',
			spaced: 'with line breaks, in the body and for the signature',
			compactOfSpaced: 'with line breaks in the body, compact for the signature',
		},
	},
	typeHeader: {
		title: 'Header X-Keynua-Webhook-Type',
		open: 'It is the “name of the event”; in the sample it is the type of the body.',
		readings: {
			type: 'the type of the body, such as ContractFinished',
			event: 'the event that was subscribed to, such as Finished',
		},
	},
	templateId: {
		title: 'templateId in events of contracts',
		open: 'The tables have it, the samples of Created, Started, Finished and ItemUpdated do not.',
		readings: { sent: 'as in the tables', leftOut: 'as in the samples' },
	},
	createdCounts: {
		title: 'docCount and itemCount of ContractCreated',
		open: 'The sample says 0 for a contract that has documents later.',
		readings: { counted: 'as many as there are', zero: '0' },
	},
	repeats: {
		title: 'Deliveries that come again',
		open: 'Whether and when Keynua repeats a delivery is not documented.',
		readings: { never: 'each comes once', twice: 'each comes twice, signed afresh' },
	},
	verificationBody: {
		title: 'Creating an identity verification',
		open: 'The samples have a validateDocument and the text "false", which the table does not know.',
		readings: {
			table: 'as the table has it; what does not fit the document is refused',
			samples: 'as in the samples, too; what does not fit the document is passed over',
		},
	},
	ids: {
		title: 'IDs of contracts',
		open: 'Some samples have two characters more than a UUID: 0a957760-910e-11ec-a9d7-d9cff2a71c0ee1.',
		readings: { uuid: 'UUIDs', longer: 'UUIDs with “e1” behind them' },
	},
	tokens: {
		title: 'Tokens of users, and of verified one-time codes',
		open: 'The samples begin as JWTs do; what is in them is not documented.',
		readings: { opaque: 'random characters', jwt: 'JWTs; that of a code has the code in it' },
	},
	otpSent: {
		title: 'Sending a one-time code: “sent”',
		open: '“Whether the code was sent”: when it is not, is not said.',
		readings: { sent: 'true, and it was sent', notSent: 'false, and nothing was sent' },
	},
	imageLocation: {
		title: 'Where a photo was taken',
		open: 'location and address of an image are optional.',
		readings: { none: 'not there', given: 'location and address' },
	},
	deleted: {
		title: 'Answer to the deletion of a contract',
		open: 'Documented with deletedAt.',
		readings: { deletedAt: '{"deletedAt":…}', empty: '200 with nothing' },
	},
	storage: {
		title: 'Links to files that have expired',
		open: 'They live for 12 hours. What comes then is not documented; storage services answer XML.',
		readings: { xml: 'XML, <Code>AccessDenied</Code>', json: '{"message":…}' },
	},
	refusals: {
		title: 'Refusals',
		open: 'Statuses and some codes are documented, no body.',
		readings: {
			message: '{"code"?,"message":…}',
			error: '{"error":"the message"}',
			errorObject: '{"error":{"code"?,"message":…}}',
			errorMessage: '{"errorMessage":…}',
			codeOnly: '{"code":…}, {"message":…} without a code',
			text: 'the message as text',
			empty: 'the status alone',
		},
	},
} satisfies Questions;

export type KeynuaSwitches = Switches<typeof keynuaQuestions>;
export type KeynuaReadings = KeynuaSwitches['now'];
