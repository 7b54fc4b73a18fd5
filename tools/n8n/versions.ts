import { join } from 'node:path';

/** One n8n that the package is tried in. */
export interface N8nVersion {
	version: string;
	/** The folder with the package.json and the package-lock.json that it is fetched by. */
	manifest: string;
	/** How `npm install` is to take them, besides what holds for all. */
	installFlags: string[];
	/** What it is started without: parts that call n8n's own servers, or only make the start longer. */
	disabledModules: string;
}

/** The Node that runs them all. */
export const NODE_VERSION = '24.21.0';

/** What people run: the demo, the benchmark and the end-to-end tests use it. */
export const CURRENT: N8nVersion = {
	version: '2.41.1',
	manifest: join(__dirname, 'current'),
	installFlags: ['--legacy-peer-deps'],
	disabledModules: [
		'mcp-registry,mcp,chat-hub,agents,instance-ai,insights,breaking-changes,source-control,external-secrets',
		'workflow-builder,quick-connect,otel,ldap,sso-saml,sso-oidc,log-streaming',
	].join(),
};

/**
 * The oldest that is supported: the last n8n 1, which is still mended. Its manifest takes `xlsx` from the npm registry
 * instead of the address outside it that n8n names.
 */
export const OLDEST: N8nVersion = {
	version: '1.123.81',
	manifest: join(__dirname, 'oldest'),
	installFlags: [],
	disabledModules: 'insights,external-secrets,mcp,chat-hub,provisioning,breaking-changes',
};

export const VERSIONS = [CURRENT, OLDEST];
