import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { PlainError } from './plainError';

/** A port of 127.0.0.1 on which nobody listens now. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/**
 * @param variable the environment variable that sets the port, to be named to the person
 * @throws PlainError when another program listens on the port
 */
export async function checkPortIsFree(port: number, variable?: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new PlainError(
			`Port ${port} is in use by another program: end that program, or choose another port${variable ? ` with ${variable}` : ''}.`,
		);
	}
}

async function listenOnce(port: number): Promise<number> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	const { port: given } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return given;
}
