import { startSandbox } from './server';

const defaultPort = 4010;

async function main(): Promise<void> {
	const port = Number(process.env.SANDBOX_PORT ?? defaultPort);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		return fail(`SANDBOX_PORT must be a port number, not "${process.env.SANDBOX_PORT}".`);
	}
	try {
		const { url, keynua, dynamicore, firmafy, mensatek, close } = await startSandbox({ port });
		console.log(
			`Sandbox: ${url}   open it in a browser: you are the signer, and the providers' portals, there\n`,
		);
		console.log(`Keynua      base URL ${keynua.baseUrl}`);
		console.log(`            API key ${keynua.apiKey}, API token ${keynua.apiToken}`);
		console.log(`DynamiCore  base URL ${dynamicore.baseUrl}`);
		console.log(`            client key ${dynamicore.clientKey}, secret key ${dynamicore.secretKey}`);
		console.log(`Firmafy     base URL ${firmafy.baseUrl}`);
		console.log(`            user ${firmafy.user}, password ${firmafy.password}, id_show ${firmafy.idShow}`);
		console.log(`Mensatek    base URL ${mensatek.baseUrl}`);
		console.log(`            API user ${mensatek.apiUser}, API token ${mensatek.apiToken}`);
		process.once('SIGINT', () => void close());
		process.once('SIGTERM', () => void close());
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		fail(`Port ${port} is busy; set SANDBOX_PORT to another one, or stop what listens there.`);
	}
}

function fail(sentence: string): void {
	console.error(sentence);
	process.exitCode = 1;
}

void main();
