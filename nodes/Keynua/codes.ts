/** What one of Keynua's codes means, in English, and how to go on. Keynua's own words are shown beside it. */
export interface Explanation {
	meaning: string;
	advice: string;
}

const askAgain = 'The person can try again with the same link.';
const betterPhoto =
	'Ask the person for a sharp, well-lit photo of the whole document; the same link still works.';
const betterVideo =
	'Ask the person to record again, face to the light and nobody else in view; the same link still works.';
const decide = 'Check the person by other means before you go on.';
const browser =
	'Ask the person to open the link again, on a phone with an up-to-date browser, and to allow the camera.';
const keynuaTrouble = 'Keynua could not run this check. Ask the person to try again later, or ask Keynua.';

/** "Errores por tipo de Item": a step of a contract or verification whose state is `error` has one of these codes. */
const itemCodes: Record<string, [meaning: string, advice: string]> = {
	// documents
	DocumentRejectedBySigner: [
		'The signer rejected the document.',
		'Keynua’s words are what the signer wrote. Talk to them, then have them sign with the same link, or delete the contract.',
	],
	// reniec
	ReniecFailed: ['RENIEC, the Peruvian register, could not be asked.', keynuaTrouble],
	NotAllowedCancellation: ['The identity document was cancelled.', decide],
	NotAllowedRestriction: ['RENIEC has a restriction on the identity document.', decide],
	NotAllowedObservation: ['RENIEC has an observation on the identity document.', decide],
	// convertvideo
	ConvertVideoFailed: ['The signer’s video could not be processed. It may be damaged.', betterVideo],
	// detectlabels
	DidNotPass: ['The photo does not show a valid identity document.', betterPhoto],
	DetectLabelsFailed: ['Neither the expected format nor any text was found in the photo.', betterPhoto],
	// checklabels
	unmatchedInputText: [
		'What the person typed is not what the photo of the document shows.',
		'Check the document number in your data; the person can then try again with the same link.',
	],
	NotValidIdCard: ['The identity document is not valid.', betterPhoto],
	NotValidExpirationDateInIdCard: [
		'The identity document has expired, or its date cannot be read.',
		'Ask for a valid document, or let the contract skip this check (“Validations to Skip”).',
	],
	ExpirationDateNotDetected: ['No expiry date was found on the document.', betterPhoto],
	NoDetectedTextsInImage: ['No text was found in the photo.', betterPhoto],
	DuplicatesFoundInId: ['The photo shows more than one identity document.', betterPhoto],
	// transcribe
	ShortCodeNotFound: [
		'The code was not heard in the video.',
		'Ask the person to say the code clearly; the same link still works.',
	],
	TranscriptionFailed: [
		'No sound could be taken from the video.',
		'Ask the person to record again with the microphone allowed; the same link still works.',
	],
	// facematch
	NotAMatch: ['The face does not match the one on the official document.', decide],
	SourceFaceNotFound: ['No face was found in the picture.', betterVideo],
	FacemasksDetected: ['The person wears a face mask.', betterVideo],
	FaceMatchError: ['The faces could not be matched.', betterVideo],
	MarkedAsFraud: ['Keynua marked this as possible fraud.', 'Stop here and check the person by other means.'],
	// livenessdetection
	AdminReject: ['The proof that a living person was there was rejected.', betterVideo],
	ManyFacesDetected: ['Several faces are in the video.', betterVideo],
	ScoreTooLow: ['The video did not reach the score that is asked for.', betterVideo],
	NoFacesDetected: ['No face is in the video.', betterVideo],
	InvalidPayloadStructure: ['The proof that a living person was there could not be read.', betterVideo],
	// manualapproval
	ManualApproveRejected: [
		'The owner of the contract rejected this step by hand.',
		'Ask your colleague for the reason.',
	],
	// livenessinput, in the browser
	InvalidDocument: ['The scanned document is not valid.', betterPhoto],
	InvalidLoad: ['The scan did not load.', browser],
	InvalidCountry: [
		'The document is of a country that is not accepted.',
		'Ask for a document of an accepted country, or accept this one with “Countries”.',
	],
	InvalidType: [
		'This kind of document is not accepted.',
		'Ask for another document, or accept this kind with “ID Types”.',
	],
	IncludeDeniedCountry: [
		'The document is of a country that is not accepted.',
		'Ask for a document of an accepted country, or accept this one with “Countries”.',
	],
	IncludeDeniedType: [
		'This kind of document is not accepted.',
		'Ask for another document, or accept this kind with “ID Types”.',
	],
	Timeout: ['The person took too long.', askAgain],
	ContextSwitch: ['The person left the page during the scan.', askAgain],
	OrientationChange: [
		'The phone was turned during the scan.',
		'Ask the person to hold the phone upright; the same link still works.',
	],
	LandscapeModeNotAllowed: [
		'The phone was held sideways.',
		'Ask the person to hold the phone upright; the same link still works.',
	],
	UserCancelled: ['The person stopped the scan.', askAgain],
	UserCancelledRetryGuidance: ['The person stopped at the hints for another try.', askAgain],
	UserCancelledCameraPermissions: ['The person did not allow the camera.', browser],
	LockedOut: [
		'There were too many tries.',
		'Wait some minutes; the person can then try again with the same link.',
	],
	CameraNotEnabled: ['The camera is not allowed, or there is none.', browser],
	DocumentNotReady: ['The page was not ready.', browser],
	CameraNotRunning: ['The camera does not run.', browser],
	StillLoadingResources: ['The page was still loading.', askAgain],
	ResourcesCouldNotBeLoadedOnLastInit: ['The page could not load what the scan needs.', browser],
	DefaultError: ['The scan stopped.', askAgain],
	DefaultIdScanError: ['The scan of the document stopped.', askAgain],
	UnknownInternalError: ['The scan stopped for an unknown reason.', askAgain],
	// inevalidation
	InvalidINE: ['The Mexican INE is not valid.', decide],
	RequiredUser: ['The check of the INE lacks the person.', keynuaTrouble],
	MissingIdScan: ['The document was not scanned.', askAgain],
	InvalidIdScan: ['The scan of the document is not valid.', betterPhoto],
	INEVerificationError: ['The INE could not be verified.', keynuaTrouble],
	// ficoscore
	FicoScoreInvalid: [
		'The person’s FICO score is below the minimum that the process asks for.',
		'It is no slip to correct: decide by your own rules whether to go on without this person’s contract.',
	],
	FicoScoreFailed: ['The FICO score could not be asked for.', keynuaTrouble],
	// nationalidentities
	RestrictedDocument: ['The document is restricted.', decide],
	DifferentSignerName: [
		'The person who identified themselves is not the one whom the contract is addressed to.',
		'Do not count on this signature. Check whom the link was sent to; if the signer’s name in your data is wrong, create the contract again with the right one.',
	],
	EmptyIdScan: ['The scan of the document is empty.', betterPhoto],
	ExceededThreshold: [
		'The data of the identity document is wrong: it differs from the register’s by more than is allowed.',
		'Compare the document’s number and names in your data with the document itself; if they are right, check the person by other means.',
	],
	UnsupportedDocumentType: ['This type of document cannot be checked.', 'Choose another document type.'],
	ValidationError: [
		'The person’s identity was not confirmed.',
		'Do not take the person for verified: check them by other means before you go on.',
	],
};

const newCode = 'Have a new code made with “Send” or “Create as Owner”.';
const customFields =
	'Copy the custom fields of the group from Keynua’s portal again, and change only the values.';

/** "OTP", "Errores", and what the newest documents list for `customFieldsInfo`. */
const requestCodes: Record<string, [meaning: string, advice: string]> = {
	OUT_OF_DELIVERIES: [
		'No more codes may be sent to this person.',
		'The contract’s template limits the number. Delete the contract and create a new one, or ask Keynua for another limit.',
	],
	CODE_SENT_RECENTLY: [
		'A code was sent a moment ago.',
		'Wait as long as resendInSec of “Get Details” says, then run it again.',
	],
	INVALID_AUTH: [
		'Keynua does not know this signer.',
		'Check the signer’s token, or the contract ID and the signer’s ID, and that the contract asks for one-time codes.',
	],
	USED_CODE: ['The code was used already.', newCode],
	EXPIRED_CODE: ['The code is too old.', newCode],
	OUT_OF_ATTEMPTS: [
		'There were too many tries.',
		'The contract’s template allows no more. Delete the contract and create a new one.',
	],
	WRONG_CODE: [
		'The code is not the right one.',
		'Ask the person to read it again. “Get Details” tells how many tries are left.',
	],
	INVALID_TOKEN: [
		'The signer’s token is not valid.',
		'Take the token from the contract’s “users”, or from the signing link.',
	],
	CustomFieldsNotFound: ['Keynua has no custom fields with this ID.', customFields],
	CustomFieldsNameMismatch: ['The custom fields with this ID have another name.', customFields],
	MissingCustomField: [
		'A mandatory custom field of the group is absent.',
		'Fill in every field that the group in Keynua’s portal marks as mandatory.',
	],
	MissingRequiredFields: [
		'The group has mandatory custom fields, and no fields were sent at all.',
		'Give the signer the custom fields of the group, with a value for every mandatory one.',
	],
	UnknownCustomField: ['The group has no such custom field.', customFields],
	InvalidCustomFieldType: [
		'A custom field got a text where a number is asked for, or the other way round.',
		'Change the type of the value.',
	],
	InvalidCustomFieldFormat: [
		'The value of a custom field does not have the format that is asked for.',
		'Compare the value with the field’s rules in Keynua’s portal.',
	],
	InvalidCustomFieldRange: [
		'The value of a custom field is too small, too large, too short or too long.',
		'Compare the value with the field’s limits in Keynua’s portal.',
	],
	InvalidCustomFieldSelection: [
		'The value of a custom field is not one of those to choose from.',
		'Use one of the values that Keynua’s portal lists for the field.',
	],
};

/** What the code of a failed step means; undefined for a code that the documents do not have. */
export function explainItem(code: string): Explanation | undefined {
	return lookUp(itemCodes, code);
}

/** What the code of a refused request means; undefined for a code that the documents do not have. */
export function explainRequest(code: string): Explanation | undefined {
	return lookUp(requestCodes, code);
}

function lookUp(codes: typeof itemCodes, code: string): Explanation | undefined {
	if (!Object.hasOwn(codes, code)) return undefined;
	const [meaning, advice] = codes[code];
	return { meaning, advice };
}
