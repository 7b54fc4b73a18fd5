import type { Row } from '../bench';
import { fileHash } from '../jobs/server';
import { check, type Line } from '../line';
import { Side } from '../side';
import { median, shown } from '../statistics';

const SMALL = 1000;
const ROUNDS = 5;

export const download: Row = {
	name: 'download',
	title: 'A large file out of a download operation',
	async run({ quick }) {
		const bytes = quick ? 10e6 : 100e6;
		const small: number[] = [];
		const large: number[] = [];
		for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
			small.push(await peakOfDownload(SMALL));
			large.push(await peakOfDownload(bytes));
		}
		const extra = large.map((peak, round) => peak - small[round]);
		return [
			{
				what: `Download of ${bytes / 1e6} MB: extra peak memory`,
				ours: shown(extra, 'MB'),
				against: `the same workflow with 1 kB: ${shown(small, 'MB')}`,
				ratio: '',
				goal: 'under 40 MB',
				met: median(extra) < 40e6,
			},
		];
	},
};

/** A fresh process for each: memory that was once used is not given back. */
export async function peakOfDownload(bytes: number, productFolder?: string): Promise<number> {
	const side = new Side(productFolder);
	try {
		return await side.with(async (engine, serverUrl) => {
			await engine.run('download', { bytes: SMALL, serverUrl });
			const { peakBytes, hash } = await engine.run('download', { bytes, serverUrl });
			check(hash === fileHash(bytes), 'the file that came out is not the one that was sent');
			return peakBytes;
		});
	} finally {
		await side.stop();
	}
}

export const upload: Row = {
	name: 'upload',
	title: 'A large file into a multipart upload',
	async run({ quick }) {
		const bytes = quick ? 10e6 : 50e6;
		const small: number[] = [];
		const large: number[] = [];
		for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
			small.push(await peakOfUpload(SMALL));
			large.push(await peakOfUpload(bytes));
		}
		const extra = large.map((peak, round) => peak - small[round]);
		const times = extra.map((peak) => peak / bytes);
		const line: Line = {
			what: `Upload of ${bytes / 1e6} MB: extra peak memory`,
			ours: shown(extra, 'MB'),
			against: `size of the file: ${shown([bytes], 'MB')}`,
			ratio: shown(times, 'x'),
			goal: 'at most 2.5x',
			met: median(times) <= 2.5,
		};
		return [line];
	},
};

export async function peakOfUpload(bytes: number, productFolder?: string): Promise<number> {
	const side = new Side(productFolder);
	try {
		return await side.with(async (engine, serverUrl) => {
			await engine.run('upload', { bytes: SMALL, serverUrl });
			const before = await side.counts();
			const { peakBytes } = await engine.run('upload', { bytes, serverUrl });
			const sent = (await side.counts()).bytes - before.bytes;
			check(sent > bytes && sent < bytes + 2000, `${sent} bytes were sent of a file of ${bytes}`);
			return peakBytes;
		});
	} finally {
		await side.stop();
	}
}
