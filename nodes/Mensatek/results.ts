/** What a `Res` means, and what a person can do about it. */
interface Meaning {
	words: string;
	advice: string;
}

export type Results = Record<number, Meaning>;

const BLOCK = 'Mensatek blocks callers that repeat wrong calls, so correct it before you run this again.';

/** For 401 and 403, which may stand for a wrong login as well as for the block. */
export const TURNED_AWAY =
	'Check the API user and the API token in the credential. If they are right, Mensatek may have blocked this server for a while after wrong calls: wait before you try again, or ask Mensatek.';

/** For 404: of the functions' names the document has only one. */
export const UNKNOWN_FUNCTION =
	'Mensatek knows no such function at this address. Compare the base URL and the names of the functions in the credential with the API documentation of your account.';

const wrongLogin: Meaning = {
	words: 'the API user or the API token is not accepted',
	advice: `Open the credential and compare both with Mensatek’s panel (Your Data → Configure Account). ${BLOCK}`,
};

const noCredits: Meaning = {
	words: 'there are not enough credits',
	advice: 'Nothing was sent. Buy credits in Mensatek’s panel, then run it again.',
};

/** `Res` of a call that is wrong, whatever the item. */
export const WRONG_CALL = -3;

/** The list of this API is not in the document; these are what Mensatek's other functions answer. */
const everywhere: Results = {
	[-1]: wrongLogin,
	[WRONG_CALL]: {
		words: 'the call is wrong or lacks a mandatory parameter',
		advice: `Compare the fields with Mensatek’s words. ${BLOCK}`,
	},
	[-4]: { words: 'a value has a type that is not allowed', advice: `Compare the fields. ${BLOCK}` },
};

/** `Res` of VerificarIdentidad. */
export const sendingResults: Results = {
	...everywhere,
	0: {
		words: 'no request was sent',
		advice: 'Check that the phone number is one of a mobile phone, with its country prefix.',
	},
	[-2]: noCredits,
	[-5]: noCredits,
};

/** `Res` of the function that gives the credits, which names nothing that could be unknown. */
export const creditsResults: Results = everywhere;

/** `Res` of the function that gives the certificate. */
export const certificateResults: Results = {
	...everywhere,
	[-2]: {
		words: 'the identifier is unknown, of another account, or has nothing to give yet',
		advice:
			'Check the ID. The certificate exists once Mensatek has reported the status 5100: let the Mensatek Trigger wait for it.',
	},
	[-50]: { words: 'the file was not found', advice: 'Try again later, or ask Mensatek.' },
};
