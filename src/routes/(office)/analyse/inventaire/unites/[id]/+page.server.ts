import { error } from '@sveltejs/kit';
import { unitEvidence } from '#lib/backend/unit-evidence.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireMember } from '#lib/server/session.ts';
import { refusalOf } from '../../../../refusal.ts';
import type { PageServerLoad } from './$types';

/** Everything that was seen of a unit, for the agents of its EPCI. */
export const load: PageServerLoad = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const territory = appBackend().configuration.id;
	try {
		const query = { territory, unit: event.params.id };
		return { unit: await unitEvidence.read(event.locals.supabase, query) };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		error(status, message);
	}
};
