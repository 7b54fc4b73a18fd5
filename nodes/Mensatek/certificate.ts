import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { outputFile } from '../runtime/files/files';
import { TriggerFields } from '../runtime/form/trigger';
import type { Endpoint } from '../runtime/operation';
import { textOf } from '../runtime/text';
import { wholeFile } from '../runtime/files/wholeFile';
import { CERTIFICATE_READY, isAboutIdentity } from './events';
import { mensatek, mensatekPdf } from './transport';
import { triggerFields } from './triggerFields';

/** The document lost the function's name, so the credential says it. */
export const getCertificateEndpoint: Endpoint = {
	method: 'POST',
	path: '/{pdfFunction}',
	effect: 'read',
};

/** The certificate of a verification, streamed into n8n's storage. */
export async function certificateFile(context: IExecuteFunctions, id: string): Promise<IBinaryData> {
	return await wholeFile(
		context,
		mensatek.name,
		async () => await mensatekPdf(context, getCertificateEndpoint, { Id: id }),
		async (pdf) => await outputFile(context, pdf, `certificate-${id}.pdf`, 'application/pdf'),
		mensatek.asksOnce,
	);
}

/**
 * What the trigger gives for a report, with the certificate if it is wanted and there. One that cannot be fetched does
 * not keep the report from the workflow: the reason is in the output instead.
 */
export async function withCertificate(
	context: IExecuteFunctions,
	item: INodeExecutionData,
): Promise<INodeExecutionData> {
	const { json } = item;
	const filled = new TriggerFields(context, triggerFields);
	if (!filled.boolean('downloadCertificate') || json.status !== CERTIFICATE_READY || !isAboutIdentity(json))
		return item;
	const field = filled.text('outputDataFieldName');
	try {
		const file = await certificateFile(context, textOf(json.ID));
		const certificate = { field, fileName: file.fileName };
		return { ...item, json: { ...json, certificate }, binary: { [field]: file } };
	} catch (error) {
		return { ...item, json: { ...json, certificate: { missing: (error as Error).message } } };
	}
}
