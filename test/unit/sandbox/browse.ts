import type { AxiosResponse } from 'axios';
import type { Harness } from './harness';

/** What a browser without scripts does: opens pages, and sends their forms. */
export interface Browse {
	/** The HTML of a page. */
	page(path: string): Promise<string>;
	open(path: string): Promise<AxiosResponse<string>>;
	/** Sends a form from the page `from`, and tells the status and where the browser goes next. */
	press(action: string, fields?: Record<string, string | string[]>, from?: string): Promise<Pressed>;
	/** The action of the button with this label, about this subject. */
	buttonOn(path: string, label: string): Promise<string>;
}

export interface Pressed {
	status: number;
	location: string;
	data: string;
}

export function browse({ plain, sandbox }: Harness): Browse {
	const open = async (path: string) => await plain.get<string>(path, { responseType: 'text' });
	const page = async (path: string) => (await open(path)).data;
	return {
		open,
		page,
		press: async (action, fields = {}, from = '/') => {
			const form = new URLSearchParams();
			for (const [name, value] of Object.entries(fields)) {
				for (const one of [value].flat()) form.append(name, one);
			}
			const headers = { origin: sandbox.url, referer: `${sandbox.url}${from}` };
			const {
				status,
				headers: answered,
				data,
			} = await plain.post(action, form, { headers, maxRedirects: 0 });
			return { status, location: String(answered.location ?? ''), data: String(data) };
		},
		buttonOn: async (path, label) => {
			const source = await page(path);
			const forms = [...source.matchAll(/<form method="post" action="([^"]+)"[\s\S]*?<\/form>/g)];
			const found = forms.find(([form]) => form.includes(`aria-label="${label}`));
			if (!found) throw new Error(`There is no button "${label}" on ${path}`);
			return found[1];
		},
	};
}
