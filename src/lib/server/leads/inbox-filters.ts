import type { InboxFilters } from '#lib/backend/briefs.ts';
import { briefKinds, briefStates } from '#lib/domain/brief.ts';

/** Filters of the inbox as its address has them; what is none is left out. */
export function readInboxFilters(parameters: URLSearchParams): InboxFilters {
	const among = <T extends string>(name: string, values: readonly T[]): T | undefined =>
		values.find((value) => value === parameters.get(name));
	const epci = parameters.get('epci') ?? '';
	return {
		state: among('etat', briefStates),
		// What is closed waits for nobody: it is shown when it is asked for.
		open: parameters.get('etat') === null || parameters.get('etat') === 'ouvertes',
		kind: among('genre', briefKinds),
		epci: /^\d{9}$/.test(epci) ? epci : undefined,
		assigned: among('suivi', ['moi', 'personne'] as const)
	};
}
