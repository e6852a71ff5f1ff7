import type { Atlas } from '#lib/search/atlas.ts';
import type { AreaLevel } from '../dashboard/scope-records.ts';
import { territoryScope, type Place, type Scope } from '../dashboard/scope.ts';

/** A place that is drawn as one area. */
export type Area = Place & { epciSiren: string | null };

function epciOf({ communes, siteById }: Atlas, { kind, id }: Scope): string | null {
	if (kind === 'epci') return id;
	if (kind === 'commune') return communes.find(({ insee }) => insee === id)?.epciSiren ?? null;
	return kind === 'site' ? (siteById.get(id)?.epciSiren ?? null) : null;
}

/** Whose areas show a place beside its like: those of its EPCI; EPCI stand beside all others of the territory. */
export function frameOf(atlas: Atlas, scope: Scope, level: AreaLevel): Scope {
	const siren = level === 'epci' ? null : epciOf(atlas, scope);
	return siren === null ? territoryScope : { kind: 'epci', id: siren };
}

/** Areas of a kind in the territory or in an EPCI, by name. */
export function areasOf({ epci, communes, sites }: Atlas, level: AreaLevel, frame: Scope): Area[] {
	const all: Record<AreaLevel, () => Area[]> = {
		epci: () => epci.map(({ siren, name }) => ({ id: siren, name, epciSiren: siren })),
		commune: () => communes.map(({ insee, name, epciSiren }) => ({ id: insee, name, epciSiren })),
		site: () => sites.map(({ id, name, epciSiren }) => ({ id, name, epciSiren }))
	};
	return all[level]()
		.filter(({ epciSiren }) => frame.kind === 'territoire' || epciSiren === frame.id)
		.toSorted((a, b) => a.name.localeCompare(b.name, 'fr') || a.id.localeCompare(b.id));
}
