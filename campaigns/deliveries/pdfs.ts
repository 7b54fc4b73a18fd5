import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PDFDocument } from 'pdf-lib';

/** A server that hands out a signed PDF, and takes its time for it. */
export interface Pdfs {
	url: string;
	bytes: Buffer;
	close(): void;
}

const TAKES_MS = 150;

export async function startPdfs(): Promise<Pdfs> {
	const document = await PDFDocument.create();
	document.addPage().drawText('Signed');
	const bytes = Buffer.from(await document.save());
	const server = createServer((_request, response) => {
		setTimeout(() => response.writeHead(200, { 'Content-Type': 'application/pdf' }).end(bytes), TAKES_MS);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const close = () => {
		server.close();
		server.closeAllConnections();
	};
	return { url: `http://127.0.0.1:${port}/signed.pdf`, bytes, close };
}
