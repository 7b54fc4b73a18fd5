import type { Html } from '../../page/html';
import { cards, empty } from '../../page/parts';
import type { FirmafyState } from '../state';

const shownMessages = 30;

/** Certified e-mails and SMS, newest of each first. */
export function messageSection({ emails, messages }: FirmafyState): Html {
	const mails = emails.slice(-shownMessages).reverse();
	const texts = messages.slice(-shownMessages).reverse();
	const list = [
		...mails.map(({ csv, subject, to, attachments }) => ({
			key: csv,
			title: `E-mail: ${subject}`,
			facts: [
				['To', `${to.name}, ${to.email}`],
				['Attachments', attachments.map(({ filename }) => filename).join(', ')],
			] as Array<[string, string]>,
		})),
		...texts.map(({ csv, body, to }) => ({
			key: csv,
			title: `SMS: ${body}`,
			facts: [['To', `${to.name}, +${to.country} ${to.phone}`]] as Array<[string, string]>,
		})),
	];
	return cards(
		list,
		empty('Nothing was sent yet.', 'In n8n, run Firmafy: Send a certified e-mail, or an SMS.'),
	);
}
