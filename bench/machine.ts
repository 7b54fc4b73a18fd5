import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { CURRENT, NODE_VERSION } from '../tools/n8n/versions';

/** What the figures depend on. Nothing that names the machine or whose it is. */
export function machine(): string {
	const [{ model }] = cpus();
	return [
		`- CPU: ${model}, ${cpus().length} cores`,
		`- Busy with other work when the run began: load average ${loadavg()[0].toFixed(1)} (idle: 0)`,
		`- Memory: ${Math.round(totalmem() / 2 ** 30)} GiB`,
		`- System: ${type()} ${release().split('-')[0]}, ${process.arch}`,
		`- n8n’s engine in-process: n8n-core ${CURRENT.version} on Node ${process.versions.node}`,
		`- The real n8n: ${CURRENT.version} on Node ${NODE_VERSION}, SQLite`,
	].join('\n');
}
