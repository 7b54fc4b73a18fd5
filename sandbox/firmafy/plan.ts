import { noCredits, noSms, refusal } from './refusal';

/** What is left of the account's plan, as `balance` tells it. The first values are those of the documents' sample. */
export interface Plan {
	credits: number;
	sms: number;
	mb: number;
	days: number;
}

export const initialPlan: Plan = { credits: 50, sms: 25, mb: 20.331583, days: 23 };

/** A sending costs one credit; the space it takes is taken off as well. */
export function spendCredit(plan: Plan, bytes: number): void {
	if (plan.credits < 1) throw refusal(noCredits);
	plan.credits -= 1;
	plan.mb = Math.max(0, plan.mb - bytes / 1024 / 1024);
}

export function spendSms(plan: Plan): void {
	if (plan.sms < 1) throw refusal(noSms);
	plan.sms -= 1;
}
