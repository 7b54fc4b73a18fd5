import { PDFDocument, StandardFonts } from 'pdf-lib';
import { printable } from '../pdf';

const margin = 56;
const rowHeight = 40;

type FormField = { id: string; name: string };

/** Drawing takes longer than all else that a reset does, and most resets draw the same form. */
const drawn = new Map<string, Promise<Buffer>>();

/** A page with a heading and one form field per name, as a person would draw it in Keynua's web app. */
export async function formPdf(title: string, fields: FormField[]): Promise<Buffer> {
	const key = JSON.stringify([title, fields.map(({ id, name }) => [id, name])]);
	const form = drawn.get(key) ?? draw(title, fields);
	drawn.set(key, form);
	return await form;
}

async function draw(title: string, fields: FormField[]): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.setTitle(title);
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const page = pdf.addPage([595, 842]);
	const form = pdf.getForm();
	page.drawText(printable(title), { x: margin, y: 842 - margin, size: 16, font });
	fields.forEach(({ id, name }, index) => {
		const y = 842 - margin - (index + 1.5) * rowHeight;
		page.drawText(printable(name), { x: margin, y: y + 5, size: 11, font });
		form.createTextField(id).addToPage(page, { x: 220, y, width: 300, height: 20 });
	});
	return Buffer.from(await pdf.save());
}

/** The PDF with the values printed where the fields were. A field that this PDF does not have is passed over. */
export async function filledPdf(bytes: Buffer, values: Map<string, string>): Promise<Buffer> {
	const pdf = await PDFDocument.load(bytes);
	const form = pdf.getForm();
	for (const field of form.getFields()) {
		const value = values.get(field.getName());
		if (value !== undefined) form.getTextField(field.getName()).setText(printable(value));
	}
	form.flatten();
	return Buffer.from(await pdf.save());
}
