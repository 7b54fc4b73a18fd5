import { refusal, templatePages, templateUnknown } from './refusal';

/** A template that a person made on Firmafy's web pages. */
export interface Template {
	name: string;
	pages: number;
	signers: number;
	subject: string;
	message: string;
}

export const initialTemplates: Template[] = [
	{
		name: 'Contrato de préstamo',
		pages: 2,
		signers: 2,
		subject: 'Su contrato de préstamo',
		message: 'Por favor, firme el contrato adjunto.',
	},
];

/** "El número de hojas del documento a enviar tiene que coincidir con el número de hojas de la PLANTILLA". */
export function templateFor(templates: Template[], name: string, pages: number, signers: number): Template {
	const template = templates.find((candidate) => candidate.name === name);
	if (!template) throw refusal(templateUnknown);
	if (signers > template.signers) throw refusal(templateUnknown, 'the template has fewer signers');
	if (pages !== template.pages) throw refusal(templatePages);
	return template;
}
