import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { noCircles } from './tools/eslint/noCircles.mjs';

const ships = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json', 'index.js'];
const runsBeside = [
	'sandbox/**/*.ts',
	'demo/**/*.ts',
	'tools/**/*.{ts,mjs}',
	'test/**/*.ts',
	'bench/**/*.ts',
	'campaigns/**/*.ts',
];

/** The walls of docs/architecture.md, as import rules. The last rule for a file is the one that counts. */
const wall = (files, group, message) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});
const providers = ['Keynua', 'DynamiCore', 'Firmafy', 'Mensatek'];
const inside = (names) => names.flatMap((name) => [`**/${name}`, `**/${name}/**`]);

/** The rooms of nodes/runtime, and those that each one may not know. `operation.ts` and `text.ts` are for all. */
const unknownRooms = {
	form: ['run', 'http', 'files', 'webhook'],
	http: ['form', 'run', 'files', 'webhook'],
	files: ['run', 'webhook'],
	webhook: ['form', 'run', 'http', 'files'],
	run: ['webhook'],
};
const roomWalls = Object.entries(unknownRooms).map(([room, others]) =>
	wall(
		[`nodes/runtime/${room}/**`],
		[...inside(providers), ...others.map((other) => `**/${other}/*`)],
		'The runtime knows no provider, and its rooms only those below them: see docs/architecture.md.',
	),
);

export default tseslint.config(
	{ ignores: ['dist', 'artifacts', 'packages', 'node_modules', '.demo', 'coverage'] },
	js.configs.recommended,
	{ files: ['**/*.ts'], extends: [tseslint.configs.recommended] },
	{ files: ['*.js', '*.mjs'], languageOptions: { globals: globals.node } },
	{ files: ['*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	{ files: ['sandbox/page/assets/*.js'], languageOptions: { globals: globals.browser } },
	{ files: runsBeside, languageOptions: { globals: { ...globals.node, ...globals.jest } } },

	// What ships obeys n8n's rules: the two plugins, as n8n's own scanner sets them.
	{ ...n8nCommunityNodesPlugin.configs.recommended, files: ships },
	{ files: ships, rules: { 'no-console': 'error' } },
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser },
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.community.rules,
			'@typescript-eslint/no-unused-expressions': 'off',
			'no-unused-expressions': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},

	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'sandbox/**/*.ts'],
		plugins: { house: { rules: { 'no-circles': noCircles } } },
		rules: { 'house/no-circles': 'error' },
	},
	wall(['nodes/runtime/*.ts'], inside(providers), 'The runtime knows no provider.'),
	...roomWalls,
	...providers.map((name) =>
		wall(
			[`nodes/${name}/**`],
			[...inside(providers.filter((other) => other !== name)), '**/sandbox/**', '**/test/**'],
			'A provider imports only the runtime and itself.',
		),
	),
	wall(
		['sandbox/**'],
		['**/nodes/**', '**/credentials/**'],
		'The sandbox is written from the documents alone.',
	),
);
