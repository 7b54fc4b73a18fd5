// First, because n8n-core reads its environment when it is loaded.
import './n8nHome';
import { createRequire } from 'node:module';
import * as core from 'n8n-core';

/** n8n-core's own container of services: another copy of @n8n/di would hold other services. */
const requireAsCore = createRequire(require.resolve('n8n-core'));
const { Container }: typeof import('@n8n/di') = requireAsCore('@n8n/di');
const { Logger }: typeof import('@n8n/backend-common') = requireAsCore('@n8n/backend-common');

export { Container, core, Logger };
