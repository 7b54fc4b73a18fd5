import { dirname } from 'node:path';
import type { N8nVersion } from './versions';

export interface N8nSettings {
	/** Path of the Node that runs n8n. */
	node: string;
	userFolder: string;
	port: number;
	/** n8n's task broker listens on a port of its own, which two servers may not share. */
	brokerPort: number;
	version: N8nVersion;
}

/**
 * The environment of a quiet n8n that listens on 127.0.0.1 alone and calls nobody. Built from nothing rather than from
 * ours: NODE_ENV=test or NODE_OPTIONS of a test runner, or an N8N_... of the machine, would change what n8n does.
 */
export function n8nEnvironment(settings: N8nSettings): NodeJS.ProcessEnv {
	const modules = { N8N_DISABLED_MODULES: settings.version.disabledModules };
	return { ...inherited(settings.node), ...where(settings), ...QUIET, ...modules, ...KEEP_EXECUTIONS };
}

function inherited(node: string): NodeJS.ProcessEnv {
	const { HOME, LANG, TZ, TMPDIR, PATH = '' } = process.env;
	const given = { HOME, LANG, TZ, TMPDIR };
	const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
	return { ...set, PATH: `${dirname(node)}:${PATH}`, NODE_ENV: 'production' };
}

function where({ userFolder, port, brokerPort }: N8nSettings): NodeJS.ProcessEnv {
	const url = `http://127.0.0.1:${port}/`;
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		// A worker has no other port than the one that tells its health.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_WEBHOOK_URL: url,
		N8N_EDITOR_BASE_URL: url,
		// The editor is served over plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		DB_TYPE: 'sqlite',
	};
}

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_HIDE_USAGE_PAGE: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
};

const KEEP_EXECUTIONS = {
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true',
};
