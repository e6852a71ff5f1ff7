import { byShareField } from '#lib/domain/constraint-kinds.ts';
import { plotColumns } from '#lib/domain/plot.ts';
import type { Provenance } from '#lib/domain/provenance.ts';
import type { NetworkCapacities } from '#lib/domain/site.ts';
import { networkFlags, type PlotNetworkFlag } from '#lib/domain/vocabulary.ts';
import { accessKinds, type AccessKind } from '#lib/search/access-columns.ts';
import { nearestAt, type PlacedPlot } from '#lib/search/atlas.ts';
import { brownfieldsByPlot } from '#lib/search/brownfields-by-plot.ts';
import type { SearchColumns } from '#lib/search/columns.ts';
import type { Criterion } from '#lib/search/criterion.ts';

/** Where a collection comes from as a whole. */
export interface CollectionSources {
	collection: string;
	sources: readonly string[];
	licences: readonly string[];
	latest_source_date: string | null;
	demonstration: number;
}

export interface SourceGround {
	columns: SearchColumns;
	summary: readonly CollectionSources[];
}

/** Columns that are counted or cut from the records of another collection. */
const countedFrom: Readonly<Record<string, string>> = {
	...byShareField(() => 'contraintes'),
	terr_surf_nette: 'contraintes',
	terr_halle_tient: 'contraintes',
	terr_surf_reunie: 'terrains',
	etab_activite_code: 'etablissements',
	etab_effectif: 'etablissements',
	poi: 'poi'
};

const capacityOf: Readonly<Record<string, keyof NetworkCapacities>> = {
	elec_capacite_kva: 'electricityKva',
	eau_capacite_m3j: 'waterM3PerDay',
	gaz_capacite_m3h: 'gasM3PerHour',
	fibre_capacite_mbits: 'fibreMbitPerS'
};

const isAccess = (id: string): id is AccessKind => (accessKinds as readonly string[]).includes(id);

/** Where a collection comes from; null where nothing of it is known. */
export function sourceOfCollection(
	{ summary }: Pick<SourceGround, 'summary'>,
	collection: string
): Provenance | null {
	const found = summary.find((one) => one.collection === collection);
	if (!found || found.sources.length === 0) return null;
	return {
		source: found.sources.join(', '),
		date: found.latest_source_date ?? '',
		method: '',
		licence: found.licences.join(', ') || null,
		url: null,
		demonstration: found.demonstration > 0
	};
}

/** Of a network: the plot where it says it itself, else the site, whose capacities have a source each. */
function sourceOfNetwork(field: string, { plot, site }: PlacedPlot): Provenance | null {
	const capacity = capacityOf[field];
	if (capacity === undefined) {
		const own = field in plot.networks && plot.networks[field as PlotNetworkFlag] !== null;
		return own ? plot.provenance : (site?.provenance ?? null);
	}
	if (plot.capacities[capacity] !== null) return plot.provenance;
	const said = site?.capacities[capacity];
	return site && said ? { ...site.provenance, source: said.source, date: said.date } : null;
}

const isOfBrownfields = ({ fields }: Criterion) =>
	Object.values(fields).some(({ panel }) => panel?.group === 'brownfields');

/**
 * Who says what a plot has of a criterion: its record, its site's, the brownfield it lies on, or what was counted
 * around it; null where nobody is named.
 * @param index of the plot in the columns
 * @param byRoad whether the value is a distance that the site declares
 */
export function sourceOf(
	criterion: Criterion,
	{ placed, index, byRoad }: { placed: PlacedPlot; index: number; byRoad: boolean },
	ground: SourceGround
): Provenance | null {
	const { plot, site } = placed;
	const { id, field } = criterion;
	if (byRoad) return site?.provenance ?? null;
	if (isAccess(id)) return nearestAt(ground.columns, id, index)?.poi.provenance ?? null;
	const counted = countedFrom[field];
	if (counted !== undefined) return sourceOfCollection(ground, counted) ?? plot.provenance;
	if (field in capacityOf || (networkFlags as readonly string[]).includes(field))
		return sourceOfNetwork(field, placed);
	if (field in plotColumns) return plot.provenance;
	if (!isOfBrownfields(criterion)) return site?.provenance ?? null;
	return brownfieldsByPlot(ground.columns).get(index)?.[0]?.provenance ?? null;
}
