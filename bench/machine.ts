import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { N8N_VERSION, NODE_VERSION } from '../tools/n8n/install';

/** What the figures depend on. Nothing that names the machine or whose it is. */
export function machine(): string {
	const [{ model }] = cpus();
	return [
		`- CPU: ${model}, ${cpus().length} cores`,
		`- Busy with other work when the run began: load average ${loadavg()[0].toFixed(1)} (idle: 0)`,
		`- Memory: ${Math.round(totalmem() / 2 ** 30)} GiB`,
		`- System: ${type()} ${release().split('-')[0]}, ${process.arch}`,
		`- n8n’s engine in-process: n8n-core ${N8N_VERSION} on Node ${process.versions.node}`,
		`- The real n8n: ${N8N_VERSION} on Node ${NODE_VERSION}, SQLite`,
	].join('\n');
}
