import type { IBinaryData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { outputFile } from '../runtime/files';
import type { Endpoint } from '../runtime/operation';
import { wholeFile } from '../runtime/wholeFile';
import { mensatek, mensatekPdf } from './transport';

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
	return await wholeFile(
		context,
		mensatek.name,
		async () => await mensatekPdf(context, getCertificateEndpoint, { Id: id }),
		async (pdf) => await outputFile(context, pdf, `certificate-${id}.pdf`, 'application/pdf'),
	);
}
