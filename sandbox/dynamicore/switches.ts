import type { Questions, Switches } from '../switches';

/** What DynamiCore's documents leave open. */
export const dynamicoreQuestions = {
	scheme: {
		title: 'Scheme word of the signature',
		open: 'The documents say Ictineo; integrations of later years send DynamiCore.',
		readings: { Ictineo: 'Ictineo', DynamiCore: 'DynamiCore', any: 'any word' },
	},
	formSignature: {
		title: 'What the signature of an upload covers',
		open: 'The documented script reads the body as JSON, which a multipart form is not.',
		readings: {
			empty: 'an empty body',
			emptyObject: 'the body {}',
			unchecked: 'anything: the digest of a form is not checked',
		},
	},
	uploadPath: {
		title: 'Last part of an upload’s path',
		open: 'The documents write /:pii[acta_constitutiva].',
		readings: { plain: 'the name of the field', brackets: 'pii[name of the field]' },
	},
	uploadPart: {
		title: 'Name of an upload’s parts',
		open: 'The table says file, and “Array of files”, which PHP would call file[].',
		readings: { file: 'file', list: 'file[]' },
	},
	satKeys: {
		title: 'Get SAT: where the keys lie',
		open: 'The sample sends them with a GET, by -d, which makes a body; there is no table.',
		readings: { query: 'in the query', body: 'in the body' },
	},
	keyFiles: {
		title: 'Load Keys: key and certificate',
		open: 'The table says Base64; the sample of Get SAT has a data: prefix.',
		readings: { plain: 'Base64', dataUri: 'data:…;base64,…' },
	},
	accountQuery: {
		title: 'Customer accounts: id and client_id',
		open: 'Both are marked as required, which would make the list a single account.',
		readings: { either: 'one of them is enough', both: 'both are required' },
	},
	invites: {
		title: 'Mifiel: send_invites',
		open: 'The table says boolean, the sample sends the text "true". Both are taken.',
		readings: { either: 'both work', text: 'only the text "true" has people invited' },
	},
	people: {
		title: 'Mifiel: signatories and viewers',
		open: 'None of their keys is marked as required.',
		readings: { whole: 'name, e-mail and tax_id are needed', partial: 'keys may be missing' },
	},
	typeFields: {
		title: 'Client and product types: pii[lastname]',
		open: 'The tables mark it as required; the sample sends a template, or nothing.',
		readings: { either: 'template or pii', pii: 'pii with lastname is required' },
	},
	clientFilter: {
		title: 'List of clients by id',
		open: 'The id is “optional” in the query; what else comes back is not said.',
		readings: {
			applied: 'the client with that id',
			ignored: 'all clients',
			another: 'another client first',
		},
	},
	created: {
		title: 'Answers to what is created or changed',
		open: 'All documented answers are empty lists.',
		readings: { record: 'the record', empty: 'an empty list, as documented' },
	},
	ids: {
		title: 'IDs of records',
		open: 'No record is shown. IDs are strings in the tables and numbers in the samples.',
		readings: { number: 'numbers', text: 'texts', none: 'records without id' },
	},
	envelope: {
		title: 'Envelope of an answer',
		open: 'Documented with status and message.data; later endpoints answer otherwise.',
		readings: {
			documented: '{"status":"success","message":{"code":1,"total":1,"data":[…]}}',
			noTotal: 'the same without total',
			bareMessage: '{"status":"success","message":[…]}',
			bareData: '{"data":[…]}',
		},
	},
	refusals: {
		title: 'Refusals',
		open: 'The documents name statuses, and no body. Integrators met status 200 with a failure in it.',
		readings: {
			status: 'the status, {"status":"error","message":{"code":0,"message":…}}',
			error: '200, {"status":"error","message":{"code":0,"message":…}}',
			nested: '200, {"status":"error","message":{"message":{"message":…}}}',
			data: '200, {"status":"error","data":{"message":…}}',
			denied: '200, {"status":"denied","message":…}',
			code: '200, {"code":0,"message":…}',
			codeInMessage: '200, {"message":{"code":0,"message":…}}',
			codeInSuccess: '200, {"status":"success","message":{"code":0,"message":…}}',
			sentence: '200, {"error":…}',
			successFalse: '200, {"success":false,"message":…}',
			messageOnly: '200, {"message":…}',
			text: '200, the message as text',
		},
	},
} satisfies Questions;

export type DynamiCoreSwitches = Switches<typeof dynamicoreQuestions>;
export type DynamiCoreReadings = DynamiCoreSwitches['now'];
