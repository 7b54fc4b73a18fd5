import type { Operation } from '../../../runtime/operation';
import { certificateFile, getCertificateEndpoint } from '../../certificate';
import { verificationId, verificationIdField } from './verificationId';

export const getCertificate: Operation = {
	name: 'Get Certificate',
	action: 'Get the certificate of an identity verification',
	description: 'Get the PDF that certifies how the verification went, as a file',
	endpoints: [getCertificateEndpoint],
	properties: [
		verificationIdField,
		{
			displayName: 'Output Data Field Name',
			name: 'outputDataFieldName',
			type: 'string',
			default: 'data',
			required: true,
			description: 'Name of the binary field for the file',
		},
	],

	async execute(item) {
		const id = verificationId(item);
		const field = item.text('outputDataFieldName');
		const file = await certificateFile(item.context, id);
		return [{ json: { ID: id, files: [{ field, fileName: file.fileName }] }, binary: { [field]: file } }];
	},
};
