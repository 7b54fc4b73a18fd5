import axios from 'axios';
import { act, controlList, keyIn, same, sameFile, type Place, type ReadKind, type WriteKind } from './kinds';

interface Verification {
	id: string;
	input: { Mensaje?: string };
}

const verifications = async (place: Place) =>
	await controlList<Verification>(place, '/mensatek/verifications');

export const sendVerification: WriteKind = {
	node: 'mensatek',
	operation: 'Identity Verification: Send',
	parameters: {
		resource: 'identityVerification',
		operation: 'send',
		phone: '+34600000001',
		additionalFields: { message: '={{ $json.key }} [LINK]' },
	},
	idField: 'ID',
	item: (_, key) => ({ json: { key } }),
	things: async (place) =>
		(await verifications(place)).map(({ id, input }) => ({ id, key: keyIn(input.Mensaje) })),
};

const FINISHED = 40;

const getCertificate: ReadKind = {
	node: 'mensatek',
	operation: 'Identity Verification: Get Certificate',
	parameters: {
		resource: 'identityVerification',
		operation: 'getCertificate',
		verificationId: '={{ $json.id }}',
	},
	targets: async (place) => {
		const chosen = (await verifications(place)).slice(0, FINISHED);
		for (const { id } of chosen) {
			for (const step of ['open', 'front', 'back', 'selfie', 'finish'])
				await act(place, `/mensatek/verifications/${id}/${step}`);
		}
		return await Promise.all(
			chosen.map(async ({ id, input }) => ({
				key: keyIn(input.Mensaje),
				json: { id },
				check: sameFile(await certificate(place, id)),
			})),
		);
	},
};

/** The file as Mensatek gives it, asked for without the node. */
async function certificate({ world }: Place, id: string): Promise<Buffer> {
	const { baseUrl, apiUser, apiToken } = world.sandbox.mensatek;
	const { data } = await axios.post<ArrayBuffer>(
		`${baseUrl}/GetCertificadoVERIFICACION_IDENTIDAD`,
		{ Id: id, Resp: 'JSON' },
		{ auth: { username: apiUser, password: apiToken }, responseType: 'arraybuffer' },
	);
	return Buffer.from(data);
}

/** All items of a run share one answer: Mensatek blocks those who ask again and again. */
const getCredits: ReadKind = {
	node: 'mensatek',
	operation: 'Account: Get Credits',
	parameters: { resource: 'account', operation: 'getCredits' },
	before: async (place) => await act(place, '/mensatek/account/unblock'),
	targets: async ({ world }) => {
		const { data } = await world.control.get<{ credits: number }>('/mensatek/account');
		return [{ key: 'credits', json: {}, check: same({ Cred: data.credits }) }];
	},
};

export const mensatekWrites = [sendVerification];
export const mensatekReads = [getCertificate, getCredits];
