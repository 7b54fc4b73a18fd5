import type { IBinaryData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { outputFile } from '../runtime/files';
import type { Endpoint } from '../runtime/operation';
import { mensatekPdf } from './transport';

/** The document lost the function's name, so the credential says it. */
export const getCertificateEndpoint: Endpoint = {
	method: 'POST',
	path: '/{pdfFunction}',
	effect: 'read',
};

/** The certificate of a verification, streamed into n8n's storage. */
export async function certificateFile(
	context: IExecuteFunctions | IWebhookFunctions,
	id: string,
): Promise<IBinaryData> {
	const pdf = await mensatekPdf(context, getCertificateEndpoint, { Id: id });
	return await outputFile(context, pdf, `certificate-${id}.pdf`, 'application/pdf');
}
