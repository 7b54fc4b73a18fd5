import { coded } from '../refusal';

/** A user's `customFieldsInfo`. */
export interface CustomFieldsInfo {
	id: string;
	name: string;
	fields?: Record<string, { value: string | number; label?: string }>;
}

interface Rule {
	type: 'string' | 'number';
	required?: true;
	min?: number;
	max?: number;
	pattern?: RegExp;
	options?: string[];
}

/** The one set of custom fields that the sandbox's account has, as its portal would show it. */
export const loanFields = {
	id: 'loan-data',
	name: 'Loan data',
	rules: {
		amount: { type: 'number', required: true, min: 100, max: 50_000 },
		product: { type: 'string', options: ['Personal', 'Business'] },
		branch: { type: 'string', pattern: /^[A-Z]{3}-\d{2}$/ },
	} as Record<string, Rule>,
};

const missingAll = () => coded('MissingRequiredFields', 'The group has mandatory custom fields');

/**
 * The newest documents' codes for `customFieldsInfo`, each as its name says. Refuses 400 with the code.
 * @param mandatory whether the user's template asks for these fields
 */
export function assertCustomFields(info: CustomFieldsInfo | undefined, mandatory: boolean): void {
	if (info === undefined) {
		if (mandatory) throw missingAll();
		return;
	}
	if (info.id !== loanFields.id) throw coded('CustomFieldsNotFound', `There are no custom fields ${info.id}`);
	if (info.name !== loanFields.name)
		throw coded('CustomFieldsNameMismatch', `The custom fields ${info.id} are called ${loanFields.name}`);
	// "Fields not sent at all".
	if (info.fields === undefined) throw missingAll();
	const { fields } = info;
	for (const [key, rule] of Object.entries(loanFields.rules)) {
		if (rule.required && fields[key] === undefined) throw coded('MissingCustomField', `${key} is mandatory`);
	}
	for (const [key, { value }] of Object.entries(fields)) assertValue(key, value);
}

function assertValue(key: string, value: string | number): void {
	if (!Object.hasOwn(loanFields.rules, key)) throw coded('UnknownCustomField', `There is no field ${key}`);
	const rule = loanFields.rules[key];
	if (typeof value !== rule.type) throw coded('InvalidCustomFieldType', `${key} must be a ${rule.type}`);
	if (typeof value === 'number') {
		if (value >= (rule.min ?? -Infinity) && value <= (rule.max ?? Infinity)) return;
		throw coded('InvalidCustomFieldRange', `${key} must be between ${rule.min} and ${rule.max}`);
	}
	if (rule.pattern && !rule.pattern.test(value))
		throw coded('InvalidCustomFieldFormat', `${key} must look like LIM-01`);
	if (rule.options && !rule.options.includes(value))
		throw coded('InvalidCustomFieldSelection', `${key} must be one of ${rule.options.join(', ')}`);
}
