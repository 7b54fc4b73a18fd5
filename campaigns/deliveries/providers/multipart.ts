/** A part of a form: a text, or a file with its name. */
export type Part = string | { name: string; bytes: Buffer };

/** A form as multipart/form-data. */
export function multipart(parts: Record<string, Part>): { contentType: string; body: Buffer } {
	const boundary = '----campaign-of-deliveries';
	const chunks = Object.entries(parts).flatMap(([field, part]) => [
		Buffer.from(`--${boundary}\r\n${headOf(field, part)}\r\n\r\n`),
		typeof part === 'string' ? Buffer.from(part) : part.bytes,
		Buffer.from('\r\n'),
	]);
	const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function headOf(field: string, part: Part): string {
	const disposition = `Content-Disposition: form-data; name="${field}"`;
	if (typeof part === 'string') return disposition;
	return `${disposition}; filename="${part.name}"\r\nContent-Type: application/pdf`;
}
