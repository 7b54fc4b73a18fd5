import { type Check, flag, listOf, number, oneOf, openObject, shape, text } from '../check';
import { badRequest } from '../refusal';

const checkName = text({ empty: false });
const checkType = oneOf('viewers', 'signers', 'bulk');

interface Group {
	name: string;
	type: 'viewers' | 'signers' | 'bulk';
}

/** A group needs its name and type; its many settings are taken as they come. */
const checkGroup: Check<Group> = (value, name) => {
	const group = openObject(value, name);
	if (group.name === undefined) throw badRequest(`${name}.name is required`);
	return { name: checkName(group.name, `${name}.name`), type: checkType(group.type, `${name}.type`) };
};

/** "Configuración dinámica del template": the attributes of `templateOptions`. */
export const checkTemplateOptions = shape(
	{ stages: listOf(shape({ groups: listOf(checkGroup, { min: 1 }) }, {}), { min: 1 }) },
	{
		mock: flag,
		classesId: text(),
		global: shape(
			{},
			{
				maximumSigningAttempts: number({ integer: true }),
				autoRefresh: number({ integer: true }),
				contractApproval: flag,
			},
		),
	},
);
