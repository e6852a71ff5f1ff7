import { appBackend } from '#lib/server/app-backend.ts';
import { privacyFacts } from '#lib/server/leads/privacy-facts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ privacy: privacyFacts(appBackend().configuration) });
