import { PDF, type DocumentedCase } from './cases';

/** Mensatek, "Identity Verification Send API 3.0". */
export const mensatek: DocumentedCase[] = [
	{
		operation: 'identityVerification.send',
		parameters: { phone: '34600000001' },
		answers: () => [[{ Res: '10', ID: '1994779988', Cred: '12000' }]],
	},
	{
		operation: 'identityVerification.getCertificate',
		parameters: { verificationId: '1283876988' },
		answers: () => [PDF],
	},
	{ operation: 'account.getCredits', answers: () => [[{ Res: '10', Cred: '12000' }]] },
];
