import type { Selection } from '#lib/state/workspace.svelte.ts';

/** Which record a page of the map is the card of; null on the map's own page. */
export function selectionOf(
	routeId: string | null,
	params: Partial<Record<string, string>>
): Selection | null {
	switch (routeId) {
		case '/(map)/plots/[id]':
			return { collection: 'terrains', id: params.id ?? '' };
		case '/(map)/sites/[id]':
			return { collection: 'sites', id: params.id ?? '' };
		case '/(map)/brownfields/[id]':
			return { collection: 'friches', id: params.id ?? '' };
		case '/(map)/firms/[siret]':
			return { collection: 'etablissements', id: params.siret ?? '' };
		case '/(map)/epci/[siren]':
			return { collection: 'epci', id: params.siren ?? '' };
		default:
			return null;
	}
}
