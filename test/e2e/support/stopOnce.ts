/** After the last end-to-end test. */
export default async function stopOnce(): Promise<void> {
	await (globalThis as { stopE2e?: () => Promise<void> }).stopE2e?.();
}
