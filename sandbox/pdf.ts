import { PDFDocument, type PDFFont, type PDFPage, StandardFonts, rgb } from 'pdf-lib';

const pageSize: [number, number] = [595, 842];
const margin = 56;
const lineHeight = 16;
const charactersPerLine = 88;

/** A certificate: a heading and lines of text. */
export interface Certificate {
	title: string;
	lines: string[];
}

/**
 * Joins the pages of all documents and adds the certificate as last pages.
 * A document that cannot be read as PDF is represented by a page that says so.
 */
export async function joinWithCertificate(
	documents: Array<{ name: string; bytes: Buffer }>,
	certificate: Certificate,
): Promise<Buffer> {
	const joined = await PDFDocument.create();
	joined.setTitle(certificate.title);
	for (const document of documents) await addPagesOf(document, joined);
	await addText(joined, certificate.title, certificate.lines);
	return Buffer.from(await joined.save());
}

async function addPagesOf(document: { name: string; bytes: Buffer }, joined: PDFDocument): Promise<void> {
	try {
		const original = await PDFDocument.load(document.bytes, { ignoreEncryption: true });
		const pages = await joined.copyPages(original, original.getPageIndices());
		pages.forEach((page) => joined.addPage(page));
	} catch {
		await addText(joined, document.name, ['The pages of this document could not be read.']);
	}
}

/** Text pages: a heading, then the lines, wrapped, on as many pages as they need. */
async function addText(pdf: PDFDocument, heading: string, lines: string[]): Promise<void> {
	const regular = await pdf.embedFont(StandardFonts.Helvetica);
	const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
	const wrapped = lines.flatMap(wrap);
	const perPage = Math.floor((pageSize[1] - 3 * margin) / lineHeight);
	for (let start = 0; start === 0 || start < wrapped.length; start += perPage) {
		const page = pdf.addPage(pageSize);
		draw(page, bold, heading, 0, 15);
		wrapped
			.slice(start, start + perPage)
			.forEach((line, index) => draw(page, regular, line, index + 2, 10.5));
	}
}

function draw(page: PDFPage, font: PDFFont, line: string, row: number, size: number): void {
	const y = page.getHeight() - margin - row * lineHeight;
	page.drawText(printable(line), { x: margin, y, size, font, color: rgb(0.1, 0.1, 0.15) });
}

/** The standard fonts of PDF know only Latin letters; anything else would make the PDF library throw. */
export function printable(line: string): string {
	return line.normalize('NFC').replace(/[^\x20-\x7e\xa1-\xff]/g, '?');
}

function wrap(line: string): string[] {
	const rows = [''];
	for (const word of line.split(' ')) {
		const last = rows[rows.length - 1];
		if (last !== '' && last.length + word.length >= charactersPerLine) rows.push(word);
		else rows[rows.length - 1] = last === '' ? word : `${last} ${word}`;
	}
	return rows;
}

/** A loan agreement of two pages, for trying things out. */
export async function sampleLoanAgreement(): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.setTitle('Loan agreement');
	await addText(pdf, 'LOAN AGREEMENT', firstPage);
	await addText(pdf, 'REPAYMENT SCHEDULE', secondPage);
	return Buffer.from(await pdf.save());
}

const firstPage = [
	'Between Financiera Ejemplo S.A.C. ("the lender") and Rosa Quispe Mamani ("the borrower").',
	'',
	'1. Amount. The lender lends the borrower S/ 6,000.00 (six thousand soles).',
	'2. Term. The loan is repaid in twelve monthly instalments, as the schedule on the next page sets out.',
	'3. Interest. The amount outstanding bears interest at 18 % a year.',
	'4. Early repayment. The borrower may repay the loan at any time, in part or in full, without a charge.',
	'5. Default. An instalment that is 30 days late makes the whole amount outstanding payable.',
	'6. Signature. The parties sign this agreement electronically.',
	'',
	'This is a sample document. The parties do not exist.',
];

const secondPage = [
	...Array.from(
		{ length: 12 },
		(_, month) => `Instalment ${month + 1}: S/ 550.08, due on the 5th of the month.`,
	),
	'',
	'Total: S/ 6,600.96.',
];
