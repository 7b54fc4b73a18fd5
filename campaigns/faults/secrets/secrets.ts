import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { credentialsAt, shown } from '../../../test/integration/support/canaries';
import type { World } from '../../../test/integration/support/worldOf';
import type { Offence } from '../match';
import type { NodeName } from '../workload/kinds';
import { startRepeating, type Repeating } from './server';

/** What is promised to be 0, whatever the secret of a credential is. */
export interface SecretsResult {
	runs: number;
	/** A piece of a secret that is in what n8n shows of a failure. */
	shown: Offence[];
	/** A write that worked and is told as anything else. */
	undone: Offence[];
	/** A failure in words of a program, about the blanking rather than about the provider. */
	broken: Offence[];
}

const SIZES = [1, 2, 3, 4, 5, 17, 300, 5_000, 60_000, 200_000];

/** What may stand in a secret. A header has room for ASCII alone, so what is beyond it is only for what is hashed or in a body. */
const SIGNS: Record<string, string> = {
	letters: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
	'signs of patterns': '\\^$.|?*+()[]{}-',
	'quotes and slashes': '"\'`/\\%&=;:,<>#@!~_',
	spaces: 'ab cd ef',
	'beyond ASCII': 'ñáé€漢字😀',
};

interface Secret {
	node: NodeName;
	field: string;
	inHeader: boolean;
}

const secrets: Secret[] = [
	{ node: 'keynua', field: 'apiKey', inHeader: true },
	{ node: 'keynua', field: 'apiToken', inHeader: true },
	{ node: 'dynamiCore', field: 'clientKey', inHeader: true },
	{ node: 'dynamiCore', field: 'secretKey', inHeader: false },
	{ node: 'mensatek', field: 'apiUser', inHeader: false },
	{ node: 'mensatek', field: 'apiToken', inHeader: false },
	{ node: 'firmafy', field: 'password', inHeader: false },
];

const writes: Record<NodeName, INodeParameters> = {
	keynua: {
		resource: 'identityVerification',
		operation: 'create',
		title: 'T',
		documentNumber: '12345678',
		inviteBy: 'nobody',
	},
	dynamiCore: { resource: 'client', operation: 'update', clientId: '1', updateFields: { firstname: 'Ana' } },
	mensatek: { resource: 'identityVerification', operation: 'send', phone: '+34600123456' },
	firmafy: { resource: 'signatureRequest', operation: 'invalidate', csv: '1' },
};

/** Secrets of every length and with every kind of sign, at a provider that takes the write, refuses it, or breaks down. */
export async function runSecrets(world: World, report: (line: string) => void): Promise<SecretsResult> {
	const server = await startRepeating();
	const result: SecretsResult = { runs: 0, shown: [], undone: [], broken: [] };
	try {
		for (const size of SIZES) {
			for (const [signs, alphabet] of Object.entries(SIGNS)) {
				for (const secret of secrets)
					await tryOut({ world, server, result }, secret, signs, secretOf(alphabet, size));
			}
			const broken = result.shown.length + result.undone.length + result.broken.length;
			report(`Secrets of ${size} signs: ${result.runs} writes by now, promises broken: ${broken}`);
		}
		return result;
	} finally {
		await server.close();
	}
}

/** The same in every run of the campaign. No end is a space: n8n and HTTP cut those off. */
function secretOf(alphabet: string, size: number): string {
	const signs = [...alphabet];
	const bytes = Buffer.concat(
		Array.from({ length: Math.ceil(size / 32) }, (_, part) =>
			createHash('sha256').update(`${alphabet} ${size} ${part}`).digest(),
		),
	);
	const text = Array.from({ length: size }, (_, index) => signs[bytes[index] % signs.length]).join('');
	return text.replace(/^ | $/g, signs[0]);
}

interface Trial {
	world: World;
	server: Repeating;
	result: SecretsResult;
}

async function tryOut(
	{ world, server, result }: Trial,
	secret: Secret,
	signs: string,
	text: string,
): Promise<void> {
	const { node, field, inHeader } = secret;
	for (const status of [200, 400, 500] as const) {
		const type = `${node}Api`;
		// A session or a refused log-in is kept by address and user: each run is somebody else's.
		const url = `${server.url}/${++result.runs}`;
		const credential = { ...credentialsAt(url)[type], [field]: text } as ICredentialDataDecryptedObject;
		server.answersWith(status);
		const run = await world.engine.runNode(`n8n-nodes-esign-kyc.${node}`, {
			parameters: writes[node],
			credentials: { [type]: credential },
		});
		const offence = (what: string): Offence => ({
			key: `${text.length} signs (${signs})`,
			operation: `${node}, ${field}, ${status}`,
			what,
		});
		const canBeSent = !inHeader || signs !== 'beyond ASCII';
		const message = run.error?.message ?? '';
		if (status === 200 && canBeSent && run.error) result.undone.push(offence(message.slice(0, 300)));
		if (/regular expression|Maximum call stack|Cannot read|is not a function|Invalid string/i.test(message))
			result.broken.push(offence(message.slice(0, 300)));
		const piece = pieceIn(textsIn(JSON.parse(shown(run.execution))).join('\n'), text);
		if (run.error && piece !== undefined) result.shown.push(offence(`shown: ${piece}`));
	}
}

/** Below that, what is found may be there by chance; shorter secrets are not blanked, as they would blank every sentence. */
const PIECE = 12;
const SHORTEST = 4;

/** Every text in what n8n keeps of an execution. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** A piece of the secret that stands in the text, plainly or as JSON writes it. */
function pieceIn(text: string, secret: string): string | undefined {
	if (secret.length < SHORTEST) return undefined;
	const bare = text.replaceAll('\\', '');
	const step = Math.max(1, Math.floor(secret.length / 400));
	for (let start = 0; start === 0 || start + PIECE <= secret.length; start += step) {
		const piece = secret.slice(start, start + PIECE);
		if (text.includes(piece) || bare.includes(piece.replaceAll('\\', ''))) return piece;
	}
	return undefined;
}
