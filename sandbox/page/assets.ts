import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const files: Record<string, { path: string; type: string }> = {
	'page.css': { path: 'assets/page.css', type: 'text/css; charset=utf-8' },
	'phone.css': { path: 'assets/phone.css', type: 'text/css; charset=utf-8' },
	'live.js': { path: 'assets/live.js', type: 'text/javascript; charset=utf-8' },
	'icon.svg': { path: 'assets/icon.svg', type: 'image/svg+xml' },
};

/** Style, script and icon, as the files that they are. */
export function assetRoutes(app: FastifyInstance): void {
	for (const [name, { path, type }] of Object.entries(files)) {
		app.get(`/assets/${name}`, async (_request, reply) => {
			reply.header('cache-control', 'no-cache').type(type);
			return reply.send(await readFile(join(__dirname, path)));
		});
	}
}
