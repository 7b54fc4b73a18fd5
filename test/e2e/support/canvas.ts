import type { Page } from 'playwright-core';

/**
 * Takes a picture of the open workflow as it is, without the editor around it: all nodes and notes, as large as the
 * picture allows.
 * @returns what does not lie in the picture, by name; nothing if all is well
 */
export async function pictureOfCanvas(page: Page, path: string): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(600);
	await page.screenshot({ path, clip: await canvasBox(page) });
}

async function canvasBox(page: Page) {
	const box = await page.getByTestId('canvas').first().boundingBox();
	if (!box) throw new Error('The editor shows no canvas.');
	return box;
}
