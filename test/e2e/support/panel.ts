import type { Page } from 'playwright-core';

/** A label as a person sees it in an open node's form. */
export interface Label {
	text: string;
	/** An (i) beside it, with the description. */
	hasDescription: boolean;
	/** Its end does not fit and is replaced by dots. */
	isCut: boolean;
	/** A red triangle: a required field is empty. */
	hasIssue: boolean;
}

/** What the open node shows. */
export interface Panel {
	labels: Label[];
	/** By the field's internal name: what the closed drop-down shows; how many, where several can be chosen. */
	dropDowns: Record<string, string>;
	notices: string[];
	iconIsLoaded: boolean;
	/** Everything in the form that can be read. */
	text: string;
}

/** Reads the settings of the open node once its lists are loaded. */
export async function readPanel(page: Page): Promise<Panel> {
	await page.getByTestId('node-parameters').locator('label').first().waitFor();
	return await page.evaluate(panelOf);
}

/** How many pixels of the open node's form do not fit on the page. */
export async function hiddenHeight(page: Page): Promise<number> {
	return await page.getByTestId('node-parameters').evaluate((form) => {
		const boxes = [form, form.parentElement!, form.parentElement!.parentElement!];
		return Math.max(...boxes.map((box) => box.scrollHeight - box.clientHeight));
	});
}

/** Runs in the browser. */
function panelOf(): Panel {
	const ndv = document.querySelector<HTMLElement>('[data-test-id="ndv"]')!;
	const form = ndv.querySelector<HTMLElement>('[data-test-id="node-parameters"]')!;
	const visible = (selector: string): HTMLElement[] =>
		Array.from(form.querySelectorAll<HTMLElement>(selector)).filter((one) => one.offsetParent !== null);
	const labelOf = (label: HTMLElement): Label => {
		const title = label.querySelector<HTMLElement>(':scope > div > div');
		const field = label.closest('[data-test-id="input-label"]')!.parentElement!;
		return {
			text: title?.innerText.trim() ?? '',
			hasDescription: label.querySelector(':scope > div > span svg') !== null,
			isCut: [title, title?.querySelector('span')].some(
				(one) => one instanceof HTMLElement && one.scrollWidth > one.clientWidth && one.clientWidth > 0,
			),
			hasIssue: field.querySelector('[data-test-id="parameter-issues"]') !== null,
		};
	};
	const shownBy = (field: HTMLElement): [string, string] => {
		const tags = Array.from(field.querySelectorAll<HTMLElement>('.el-select__tags .el-tag'));
		const input = field.querySelector<HTMLInputElement>('input[role="combobox"]')!;
		const isMultiple = field.querySelector('.el-select__tags') !== null;
		const shown = isMultiple ? `${tags.length} chosen` : input.value;
		return [field.dataset.testId!.replace('parameter-input-', ''), shown];
	};
	const selects = visible('[data-test-id^="parameter-input-"]').filter(
		(field) => field.querySelector('.el-select input[role="combobox"]') !== null,
	);
	const icon = ndv.querySelector<HTMLImageElement>('header img');
	return {
		labels: visible('[data-test-id="input-label"] label').map(labelOf),
		dropDowns: Object.fromEntries(selects.map(shownBy)),
		notices: visible('.notice').map((notice) => notice.innerText.trim()),
		iconIsLoaded: icon !== null && icon.complete && icon.naturalWidth > 0,
		text: form.innerText,
	};
}
