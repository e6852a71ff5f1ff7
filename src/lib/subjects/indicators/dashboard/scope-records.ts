import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { brownfieldsByPlot } from '#lib/search/brownfields-by-plot.ts';
import { isInPlace, type Placed, type Scope, type scopeKinds } from './scope.ts';

/** What the figures of a place are counted from, beside its land. */
export interface ScopeRecords {
	/** At work. */
	firms: readonly Firm[];
	brownfields: readonly Brownfield[];
	/** How many firms at work stand on its occupied land, wherever they are registered. */
	onOccupied: number;
}

/** What a map of areas is divided into. */
export type AreaLevel = Exclude<(typeof scopeKinds)[number], 'territoire'>;

export const workingFirms = keptIn(({ firms }: Atlas): Firm[] =>
	firms.filter(({ active }) => active !== false)
);

/** Each firm at work with each occupied plot that it stands on. */
const onOccupiedLand = keptIn((atlas: Atlas): { firm: Firm; plot: Plot }[] => {
	const occupied = new Map<string, Plot>();
	for (const plot of atlas.plots)
		if (plot.occupancy === 'occupé' && plot.offer === 'Terrain') occupied.set(plot.id, plot);
	return workingFirms(atlas).flatMap((firm) =>
		firm.plotIds.flatMap((id) => {
			const plot = occupied.get(id);
			return plot ? [{ firm, plot }] : [];
		})
	);
});

const countFirms = (pairs: readonly { firm: Firm }[]): number =>
	new Set(pairs.map(({ firm }) => firm)).size;

/**
 * Records of every place of a kind, by its code: what lies in an EPCI or a commune; of a site the firms that stand on its
 * plots and the brownfields that these lie on.
 */
export function recordsByPlace(atlas: Atlas, level: AreaLevel): ReadonlyMap<string, ScopeRecords> {
	return level === 'site' ? recordsBySite(atlas) : recordsByCode(atlas, level);
}

/** A place that nothing lies in. */
export const noRecords: ScopeRecords = { firms: [], brownfields: [], onOccupied: 0 };

/** Records of one place. */
export function recordsOf(atlas: Atlas, scope: Scope): ScopeRecords {
	if (scope.kind === 'site') return recordsBySite(atlas).get(scope.id) ?? noRecords;
	const pairs = onOccupiedLand(atlas);
	if (scope.kind === 'territoire')
		return {
			firms: workingFirms(atlas),
			brownfields: atlas.brownfields,
			onOccupied: countFirms(pairs)
		};
	const inside = (record: Placed) => isInPlace(record, scope);
	return {
		firms: workingFirms(atlas).filter(inside),
		brownfields: atlas.brownfields.filter(inside),
		onOccupied: countFirms(pairs.filter(({ plot }) => inside(plot)))
	};
}

function recordsByCode(atlas: Atlas, level: 'epci' | 'commune'): Map<string, ScopeRecords> {
	const codeOf = (record: Placed) => (level === 'epci' ? record.epciSiren : record.inseeCode);
	const firms = Map.groupBy(workingFirms(atlas), codeOf);
	const brownfields = Map.groupBy(atlas.brownfields, codeOf);
	const pairs = Map.groupBy(onOccupiedLand(atlas), ({ plot }) => codeOf(plot));
	const codes = new Set([...firms.keys(), ...brownfields.keys(), ...pairs.keys()]);
	codes.delete(null);
	return new Map(
		[...codes].map((code) => [
			code ?? '',
			{
				firms: firms.get(code) ?? [],
				brownfields: brownfields.get(code) ?? [],
				onOccupied: countFirms(pairs.get(code) ?? [])
			}
		])
	);
}

function recordsBySite(atlas: Atlas): Map<string, ScopeRecords> {
	const pairs = Map.groupBy(onOccupiedLand(atlas), ({ plot }) => plot.siteId);
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
				firms: [...(firms.get(id) ?? [])],
				brownfields: [...(brownfields.get(id) ?? [])],
				onOccupied: countFirms(pairs.get(id) ?? [])
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
