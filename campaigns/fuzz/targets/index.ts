import { foreignLinks, paths } from './addresses';
import {
	dynamiCoreCatalogs,
	dynamiCoreEnvelopes,
	dynamiCoreMemories,
	dynamiCoreSignatures,
} from './dynamicore';
import { firmafyDeliveries, firmafyDocuments } from './firmafyDelivery';
import { firmafyForms, firmafySessions } from './firmafySession';
import { formFields, itemFields, multipartForms, streamStarts } from './forms';
import { keynuaEvents, keynuaLinks, keynuaSimplified } from './keynuaEvents';
import { keynuaTemplates } from './keynuaTemplates';
import { keynuaForged, keynuaSigned } from './keynuaWebhook';
import { mensatekNumbers, mensatekReports, mensatekSenders, mensatekTexts } from './mensatek';
import { emailAddresses, phoneNumbers } from './people';
import { providerAnswers } from './providerAnswers';
import { dateTexts, headerTexts } from './runtime';
import type { AnyTarget } from '../target';

/** Every decoder, verifier and encoder that gets what comes from outside. */
export const targets: AnyTarget[] = [
	...[keynuaForged, keynuaSigned, keynuaEvents, keynuaSimplified, keynuaLinks, keynuaTemplates],
	...[firmafyDeliveries, firmafyDocuments, firmafySessions, firmafyForms],
	...[mensatekReports, mensatekSenders, mensatekTexts, mensatekNumbers],
	...[dynamiCoreSignatures, dynamiCoreEnvelopes, dynamiCoreCatalogs, dynamiCoreMemories],
	...[providerAnswers, phoneNumbers, emailAddresses],
	...[foreignLinks, paths, dateTexts, headerTexts],
	...[formFields, itemFields, multipartForms, streamStarts],
];
