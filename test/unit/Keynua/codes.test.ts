import { documentTypes } from '../../../nodes/Keynua/documentTypes';
import { explainItem, explainRequest } from '../../../nodes/Keynua/codes';

/** "Errores por tipo de Item", with the newest documents' types at the end. */
const itemCodes = `DocumentRejectedBySigner ReniecFailed NotAllowedCancellation NotAllowedRestriction
	NotAllowedObservation ConvertVideoFailed DidNotPass DetectLabelsFailed unmatchedInputText NotValidIdCard
	NotValidExpirationDateInIdCard ExpirationDateNotDetected NoDetectedTextsInImage DuplicatesFoundInId
	ShortCodeNotFound TranscriptionFailed NotAMatch SourceFaceNotFound FacemasksDetected FaceMatchError MarkedAsFraud
	AdminReject ManyFacesDetected ScoreTooLow NoFacesDetected InvalidPayloadStructure ManualApproveRejected
	InvalidDocument InvalidLoad InvalidCountry InvalidType IncludeDeniedCountry IncludeDeniedType Timeout ContextSwitch
	OrientationChange LandscapeModeNotAllowed UserCancelled UserCancelledRetryGuidance UserCancelledCameraPermissions
	LockedOut CameraNotEnabled DocumentNotReady CameraNotRunning StillLoadingResources
	ResourcesCouldNotBeLoadedOnLastInit DefaultError DefaultIdScanError UnknownInternalError InvalidINE RequiredUser
	MissingIdScan InvalidIdScan INEVerificationError FicoScoreInvalid FicoScoreFailed RestrictedDocument
	DifferentSignerName EmptyIdScan ExceededThreshold UnsupportedDocumentType ValidationError`.split(/\s+/);

/** "OTP", "Errores", and those of `customFieldsInfo`. */
const requestCodes = `OUT_OF_DELIVERIES CODE_SENT_RECENTLY INVALID_AUTH USED_CODE EXPIRED_CODE OUT_OF_ATTEMPTS
	WRONG_CODE INVALID_TOKEN CustomFieldsNotFound CustomFieldsNameMismatch MissingCustomField MissingRequiredFields
	UnknownCustomField InvalidCustomFieldType InvalidCustomFieldFormat InvalidCustomFieldRange
	InvalidCustomFieldSelection`.split(/\s+/);

test.each(itemCodes)('the item code %s is explained', (code) => {
	expect(explainItem(code)).toEqual({
		meaning: expect.stringMatching(/^[A-Z].*\.$/),
		advice: expect.stringMatching(/^[A-Z].*\.$/),
	});
});

test.each(requestCodes)('the code %s of a refused request is explained', (code) => {
	expect(explainRequest(code)).toEqual({
		meaning: expect.stringMatching(/^[A-Z].*\.$/),
		advice: expect.stringMatching(/^[A-Z].*\.$/),
	});
});

/** Keynua's public page of codes. */
test.each([
	[explainItem('FicoScoreInvalid'), /below the minimum/],
	[explainItem('ValidationError'), /identity was not confirmed/],
	[explainItem('ExceededThreshold'), /data of the identity document is wrong/],
	[explainItem('DifferentSignerName'), /not the one whom the contract is addressed to/],
	[explainRequest('MissingCustomField'), /mandatory custom field .* is absent/],
	[explainRequest('MissingRequiredFields'), /no fields were sent at all/],
])('a code has Keynua’s own meaning: %j', (explanation, meaning) => {
	expect(explanation?.meaning).toMatch(meaning);
});

test('the document of the United States is a driving licence, as its table has it', () => {
	expect(documentTypes.find(({ value }) => value === 'us-id')?.name).toBe('United States: Driving Licence');
});

test('a code that the documents do not have is not explained', () => {
	expect(explainItem('SomethingNew')).toBeUndefined();
	expect(explainItem('constructor')).toBeUndefined();
	expect(explainRequest('WRONG')).toBeUndefined();
	expect(explainRequest('toString')).toBeUndefined();
});
