import { html, type Html } from '../../page/html';
import { cards, empty } from '../../page/parts';
import type { KeynuaState } from '../state';

/** What people made in Keynua's web app; the sandbox begins with one. */
export function documentTemplateSection({ documentTemplates }: KeynuaState): Html {
	const list = documentTemplates.all().map(({ name, templateId, fields }) => ({
		key: `template-${templateId.replace(/\W/g, '')}`,
		title: name,
		facts: [
			['ID', html`<code>${templateId}</code>`],
			['Fields', fields.map((field) => field.name).join(', ')],
		] as Array<[string, string]>,
	}));
	return cards(list, empty('No document template.'));
}
