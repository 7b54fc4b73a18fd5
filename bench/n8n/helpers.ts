import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packPackage } from '../../tools/n8n/tarball';

const NODES = ['BenchItems', 'BenchTrigger'];

/** Packs the nodes that only the benchmark needs as a package of their own, `n8n-nodes-esign-kyc-bench`. */
export async function packHelpers(folder: string): Promise<string> {
	mkdirSync(join(folder, 'dist'), { recursive: true });
	for (const name of NODES) {
		const source = readFileSync(join(__dirname, '..', 'nodes', `${name}.node.ts`), 'utf8');
		const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
		const { outputText } = ts.transpileModule(source, { compilerOptions: options });
		writeFileSync(join(folder, 'dist', `${name}.node.js`), outputText);
	}
	const manifest = {
		name: 'n8n-nodes-esign-kyc-bench',
		version: '0.0.1',
		files: ['dist'],
		n8n: { n8nNodesApiVersion: 1, nodes: NODES.map((name) => `dist/${name}.node.js`) },
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return await packPackage(folder, folder);
}
