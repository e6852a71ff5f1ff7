import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { brownfieldsByPlot } from '#lib/search/brownfields-by-plot.ts';
import { isInPlace, type Placed, type Scope, type scopeKinds } from './scope.ts';

/** What the figures of a place are counted from. */
export interface ScopeRecords {
	plots: readonly Plot[];
	/** At work. */
	firms: readonly Firm[];
	brownfields: readonly Brownfield[];
}

/** What a map of areas is divided into. */
export type AreaLevel = Exclude<(typeof scopeKinds)[number], 'territoire'>;

export function workingFirms({ firms }: Atlas): Firm[] {
	return firms.filter(({ active }) => active !== false);
}

/**
 * Records of every place of a kind, by its code: what lies in an EPCI or a commune; of a site its plots, the firms that
 * stand on these and the brownfields that these lie on.
 */
export function recordsByPlace(atlas: Atlas, level: AreaLevel): ReadonlyMap<string, ScopeRecords> {
	return level === 'site' ? recordsBySite(atlas) : recordsByCode(atlas, level);
}

/** A place that nothing lies in. */
export const noRecords: ScopeRecords = { plots: [], firms: [], brownfields: [] };

/** Records of one place. */
export function recordsOf(atlas: Atlas, scope: Scope): ScopeRecords {
	if (scope.kind === 'site') return recordsBySite(atlas).get(scope.id) ?? noRecords;
	if (scope.kind === 'territoire')
		return { plots: atlas.plots, firms: workingFirms(atlas), brownfields: atlas.brownfields };
	const inside = (record: Placed) => isInPlace(record, scope);
	return {
		plots: atlas.plots.filter(inside),
		firms: workingFirms(atlas).filter(inside),
		brownfields: atlas.brownfields.filter(inside)
	};
}

function recordsByCode(atlas: Atlas, level: 'epci' | 'commune'): Map<string, ScopeRecords> {
	const codeOf = (record: Placed) => (level === 'epci' ? record.epciSiren : record.inseeCode);
	const plots = Map.groupBy(atlas.plots, codeOf);
	const firms = Map.groupBy(workingFirms(atlas), codeOf);
	const brownfields = Map.groupBy(atlas.brownfields, codeOf);
	const codes = new Set([...plots.keys(), ...firms.keys(), ...brownfields.keys()]);
	codes.delete(null);
	return new Map(
		[...codes].map((code) => [
			code ?? '',
			{
				plots: plots.get(code) ?? [],
				firms: firms.get(code) ?? [],
				brownfields: brownfields.get(code) ?? []
			}
		])
	);
}

function recordsBySite(atlas: Atlas): Map<string, ScopeRecords> {
	const plots = Map.groupBy(atlas.plots, ({ siteId }) => siteId);
	const siteOf = new Map(atlas.plots.map(({ id, siteId }) => [id, siteId]));
	const firms = new Map<string, Set<Firm>>();
	const brownfields = new Map<string, Set<Brownfield>>();
	for (const firm of workingFirms(atlas))
		for (const plot of firm.plotIds) add(firms, siteOf.get(plot) ?? null, firm);
	for (const [plot, own] of brownfieldsByPlot(atlas.columns))
		for (const brownfield of own) add(brownfields, atlas.plots[plot]?.siteId ?? null, brownfield);
	return new Map(
		[...atlas.siteById.keys()].map((id) => [
			id,
			{
				plots: plots.get(id) ?? [],
				firms: [...(firms.get(id) ?? [])],
				brownfields: [...(brownfields.get(id) ?? [])]
			}
		])
	);
}

function add<Item>(to: Map<string, Set<Item>>, key: string | null, item: Item): void {
	if (key === null) return;
	const known = to.get(key);
	if (known) known.add(item);
	else to.set(key, new Set([item]));
}
