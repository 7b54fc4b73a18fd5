import { type Check, flag, isoDate, listOf, number, openObject, shape, text } from '../check';
import { badRequest } from '../refusal';
import { itemsOf } from './stages';
import { checkSigner, give, obstacle, pendingInputs } from './signing';
import type { KeynuaState } from './state';
import { requireOwner } from './tokens';
import type { Contract, Item, Signer } from './types';

const required = text({ empty: false });
const whole = number({ min: 0, integer: true });

const checkToken = shape({ token: required }, {});

/** "Obtener Items pendientes": views of type `input` for what is missing, `info` when nothing is to be done. */
export function pendingItems(state: KeynuaState, body: unknown): object {
	const { contract, signer } = requireOwner(state, checkToken(body, '').token);
	const views = obstacle(state, contract, signer) ? [] : pendingInputs(contract, signer).map(inputView);
	const info = obstacle(state, contract, signer)?.view ?? (views.length === 0 ? 'nothingMore' : 'welcome');
	const all = [{ id: info, type: 'info' }, ...views];
	return { id: contract.id, templateId: contract.templateId, userName: signer.name, views: all };
}

function inputView({ id, type, userId, version, title }: Item): object {
	return { id: `view_${id}_${userId}`, type: 'input', input: { id, type, userId, version, title } };
}

const checkBatch = shape(
	{
		token: required,
		items: listOf(shape({ itemId: whole, version: whole, value: openObject }, {}), { min: 1 }),
	},
	{ otpToken: required },
);

/** "Enviar información de firma". All items are looked at before the first is taken. */
export async function submitBatch(state: KeynuaState, body: unknown): Promise<{ ok: true }> {
	const { token, items, otpToken } = checkBatch(body, '');
	const { contract, signer } = readyOwner(state, token, otpToken);
	const values = new Map<Item, Record<string, unknown>>();
	for (const [index, { itemId, version, value }] of items.entries()) {
		const item = currentItem(contract, signer, itemId, version);
		if (values.has(item)) throw badRequest(`items[${index}]: item ${itemId} is there twice`);
		values.set(item, readValue(state, signer, item, value, `items[${index}].value`));
	}
	await take(state, contract, signer, values);
	return { ok: true };
}

const checkOne = shape(
	{ token: required, itemId: whole, version: whole, value: shape({ linkId: required }, {}) },
	{ otpToken: required },
);

/** "Paso 3: actualizar el valor del item", only in the documents of 2023: one photo or video. Answers the item. */
export async function updateItem(state: KeynuaState, body: unknown): Promise<Item> {
	const { token, itemId, version, value, otpToken } = checkOne(body, '');
	const { contract, signer } = readyOwner(state, token, otpToken);
	const item = currentItem(contract, signer, itemId, version);
	if (item.type !== 'image' && item.type !== 'video')
		throw badRequest(`item ${itemId} is no image or video: linkId is for those`);
	await take(state, contract, signer, new Map([[item, readValue(state, signer, item, value, 'value')]]));
	return item;
}

function readyOwner(state: KeynuaState, token: string, otpToken?: string) {
	const owner = requireOwner(state, token);
	const found = obstacle(state, owner.contract, owner.signer);
	if (found) throw badRequest(found.reason);
	if (owner.contract.otpChannel) state.otps.assertToken(owner.signer, otpToken);
	else if (otpToken !== undefined) throw badRequest('otpToken is only for contracts that use OTP');
	return owner;
}

/** "Usar siempre el último valor": any other version than the current one is refused. */
function currentItem(contract: Contract, signer: Signer, itemId: number, version: number): Item {
	const item = itemsOf(contract, signer).find(({ id }) => id === itemId);
	if (!item) throw badRequest(`itemId ${itemId} is no item of this user`);
	if (!pendingInputs(contract, signer).includes(item)) throw badRequest(`item ${itemId} is not pending`);
	if (item.version !== version)
		throw badRequest(
			`version of item ${itemId} is ${item.version}, not ${version}: get the pending items again`,
		);
	return item;
}

/** "Item Values": the value that each type takes. */
const values: Record<string, Check<Record<string, unknown>>> = {
	terms: shape({ viewedAt: isoDate({ utc: true }) }, {}),
	documents: shape({ opened: flag }, {}),
	text: shape({ text: required }, {}),
	image: shape({ linkId: required }, {}),
	video: shape({ linkId: required }, {}),
};

function readValue(state: KeynuaState, signer: Signer, item: Item, value: unknown, name: string) {
	if (!Object.hasOwn(values, item.type))
		throw badRequest(`${name}: ${item.type} cannot be sent through the API`);
	const checked = values[item.type](value, name);
	if (item.type === 'documents' && checked.opened !== true) throw badRequest(`${name}.opened must be true`);
	if (checked.linkId === undefined) return checked;
	const file = state.uploads.take(String(checked.linkId), signer, item.type, name);
	return item.type === 'image' ? { original: { url: file } } : { url: file };
}

/** Takes what a person gave, and checks them when nothing is missing any more. */
export async function take(
	state: KeynuaState,
	contract: Contract,
	signer: Signer,
	given: Map<Item, Record<string, unknown>>,
): Promise<void> {
	give(state, contract, signer, given);
	if (pendingInputs(contract, signer).length === 0) await checkSigner(state, contract, signer);
}
