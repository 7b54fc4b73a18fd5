import type { Provider, SandboxContext } from '../provider';
import { clock, html, type Html, table } from './html';
import { style } from './style';

const shownRequests = 40;

/** The whole page: each provider's part, then the last requests. `notice` tells how the last form went wrong. */
export function renderPage(providers: Provider[], context: SandboxContext, notice?: string): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>Sandbox</title>
				<style>
					${style}
				</style>
			</head>
			<body>
				<header>
					<h1>Sandbox</h1>
					<nav><a href="/">Refresh</a> <a href="/samples/contract.pdf">Sample contract (PDF)</a></nav>
				</header>
				<main>
					${notice ? html`<p role="alert" class="alert">${notice}</p>` : null}
					${providers.map((provider) => provider.sections())}
					<section>
						<h2>Requests</h2>
						${requests(context)}
					</section>
				</main>
			</body>
		</html>`;
}

function requests({ log }: SandboxContext): Html {
	const rows = log
		.list()
		.slice(-shownRequests)
		.reverse()
		.map(({ at, method, url, status, reason, body }) => [
			clock(at),
			html`<code>${method} ${url}</code>`,
			status ?? 'under way',
			reason,
			body
				? html`<details>
						<summary>Body</summary>
						<pre>${body}</pre>
					</details>`
				: null,
		]);
	return table('Last requests', ['At', 'Request', 'Status', 'Reason', 'Sent'], rows, 'No request yet.');
}
