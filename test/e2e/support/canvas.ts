import type { Page } from 'playwright-core';

/** What lies over the canvas and is no part of the workflow: buttons, the map, the chat, the header. */
const OVERLAYS = [
	'canvas-controls',
	'canvas-minimap',
	'canvas-handle-plus-wrapper',
	'logs-panel',
	'add-sticky-button',
	'workflow-chat-button',
	'execute-workflow-button',
];
/** Advice that pops up by itself. */
const POPPERS = '[data-reka-popper-content-wrapper], .el-popper, [role="dialog"]';
const AROUND = 16;
/** A node's name hangs below it and sticks out at its sides, outside of its box. */
const NAME = 40;

/**
 * Takes a picture of the open workflow without the editor around it: all its nodes and notes, and nothing else.
 * @returns its width in pixels for each pixel of the canvas at 100 %: how legible it is
 */
export async function pictureOfCanvas(page: Page, path: string): Promise<number> {
	const hidden = OVERLAYS.map((id) => `[data-test-id="${id}"]`).join(', ');
	await page.addStyleTag({
		content: `${hidden}, ${POPPERS}, [class*="_executionButtons"] { visibility: hidden !important; }`,
	});
	await page.getByTestId('zoom-to-fit').dispatchEvent('click');
	const before = async () => JSON.stringify(await workflowBox(page));
	for (let last = ''; last !== (await before()); ) {
		last = await before();
		await page.waitForTimeout(400);
	}
	await page.screenshot({ path, clip: await workflowBox(page) });
	const node = await page.getByTestId('canvas-node').first().boundingBox();
	return (node?.height ?? 0) / 96;
}

async function workflowBox(page: Page) {
	const boxes = await page.locator('.vue-flow__node').evaluateAll((nodes) =>
		nodes.map((node) => {
			const { left, top, right, bottom } = node.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const x = Math.min(...boxes.map(({ left }) => left)) - AROUND;
	const y = Math.min(...boxes.map(({ top }) => top)) - AROUND;
	const right = Math.max(...boxes.map((box) => box.right)) + NAME;
	const bottom = Math.max(...boxes.map((box) => box.bottom)) + NAME;
	return { x, y, width: right - x, height: bottom - y };
}
