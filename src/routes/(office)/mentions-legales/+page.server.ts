import { legalFacts } from '#lib/domain/legal-facts.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ legal: legalFacts(appBackend().configuration) });
