import type { Questions, Switches } from '../switches';

/** What Mensatek's documents leave open, or say in a list that is lost. */
export const mensatekQuestions = {
	format: {
		title: 'Format of answers',
		open: '“Resp” chooses it; old versions answer in their own way whatever it says.',
		readings: {
			asked: 'as Resp says',
			JSON: 'JSON',
			TXT: 'TXT',
			XML: 'XML',
			legacy: 'that of old versions: Res alone',
		},
	},
	container: {
		title: 'JSON answers',
		open: 'The samples show a list with one object; some functions give the bare object.',
		readings: { array: 'a list with one object', object: 'the bare object' },
	},
	numbers: {
		title: 'Numbers in answers',
		open: 'The samples show texts, the tables say integer and double; some functions write 14.970,00.',
		readings: { text: 'texts', number: 'numbers', spanish: 'credits as 14.970,00' },
	},
	contentType: {
		title: 'Content type of answers',
		open: 'None is documented.',
		readings: {
			usual: 'that of the format',
			'application/json': 'always application/json',
			'application/pdf': 'always application/pdf',
			'application/octet-stream': 'always application/octet-stream',
			'text/html': 'always text/html',
			'text/plain': 'always text/plain',
		},
	},
	accepted: {
		title: 'Res of a success',
		open: 'The list of values is lost. The sample shows 10; other functions give the number of messages.',
		readings: { one: '1', ten: '10' },
	},
	refusals: {
		title: 'Refusals',
		open: 'None is shown. Integrators met status 200 with a negative Res, and “Error”.',
		readings: {
			res: 'Res and Error, status 200',
			zero: 'Res 0 and Error, status 200',
			error: 'Error alone, status 200',
			message: '{"message":…}, status 200',
			text: 'the message as text, status 200',
			html: 'a web page, status 200',
			status: 'Res and Error, status 400',
		},
	},
	wrongLogin: {
		title: 'Wrong user or token',
		open: 'Not documented. Integrators met Res -1, and guard against 401.',
		readings: { res: 'as other refusals', bare: 'the text -1', status: 'status 401' },
	},
	blocked: {
		title: 'A caller that is blocked',
		open: 'That callers are blocked is documented, not how they are turned away.',
		readings: { status403: 'status 403', status429: 'status 429', res: 'as other refusals' },
	},
	link: {
		title: 'A message without [LINK]',
		open: 'The text demands the keyword, the sample leaves it out.',
		readings: { required: 'refused', appended: 'taken, the link comes after it' },
	},
	certificateName: {
		title: 'Name of the function that gives the certificate',
		open: 'It is lost from the documents. Its siblings are called GetCertificadoEMAILCERTIFICADO and GetSMSCERTIFICADO.',
		readings: {
			GetCertificadoVERIFICACION_IDENTIDAD: 'GetCertificadoVERIFICACION_IDENTIDAD',
			GetVERIFICACIONIDENTIDAD: 'GetVERIFICACIONIDENTIDAD',
		},
	},
	creditsName: {
		title: 'Name of the function that tells the credits',
		open: 'It is lost from the documents; version 7 calls it GetCreditos.',
		readings: { GetCreditos: 'GetCreditos', Creditos: 'Creditos' },
	},
	repeats: {
		title: 'Reports that come again',
		open: 'Whether and when Mensatek repeats a report is not documented.',
		readings: { never: 'each comes once', twice: 'each comes twice' },
	},
	reportValues: {
		title: 'JSON reports: Acceso, Posicion, Dispositivo, Result',
		open: 'The table says arrays, the sample has the text of an object.',
		readings: { text: 'the text of an object', object: 'an object', list: 'a list with an object' },
	},
} satisfies Questions;

export type MensatekSwitches = Switches<typeof mensatekQuestions>;
export type MensatekReadings = MensatekSwitches['now'];
