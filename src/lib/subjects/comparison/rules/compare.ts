import type { Provenance } from '#lib/domain/provenance.ts';
import { sectors } from '#lib/domain/sector.ts';
import { buildAtlas, type PlacedPlot } from '#lib/search/atlas.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import type { Records } from '#lib/search/records.ts';
import { plotName } from '#lib/search/list-row.ts';
import type { ComparedPlot, Comparison } from './comparison.ts';
import { criteriaGroups } from './criteria-lines.ts';
import type { ComparedGround } from './compared-ground.ts';
import { distanceLines } from './distance-lines.ts';
import { firmsAround } from './firms-around.ts';
import { priceLines } from './price-lines.ts';
import type { CollectionSources } from './sources.ts';

/** Sources each once, in the order in which they are first cited. */
function citation(sources: Provenance[]): ComparedGround['cite'] {
	const places = new Map<string, number>();
	return (source) => {
		if (source === null) return null;
		const key = JSON.stringify([source.source, source.date, source.method, source.licence]);
		const known = places.get(key);
		if (known !== undefined) return known;
		places.set(key, sources.length);
		return sources.push(source) - 1;
	};
}

/**
 * Records of the plots asked, and of all plots of their sites: some criteria look at a site's other plots. The
 * columns of a comparison cost the same in a territory of 300 plots and in one of 300,000.
 */
function recordsAround(
	records: Records,
	{ ids, ownNetHa }: Pick<ComparedQuestion, 'ids' | 'ownNetHa'>
): Records {
	const asked = new Set(ids);
	const siteIds = new Set(
		records.plots.flatMap(({ id, siteId }) => (asked.has(id) && siteId !== null ? [siteId] : []))
	);
	return {
		...records,
		plots: records.plots
			.filter(({ id, siteId }) => asked.has(id) || (siteId !== null && siteIds.has(siteId)))
			.map((plot) => {
				const netHa = ownNetHa?.[plot.id];
				return netHa === undefined ? plot : { ...plot, netHa };
			}),
		sites: records.sites.filter(({ id }) => siteIds.has(id))
	};
}

function headOf({ plot }: PlacedPlot): ComparedPlot {
	return {
		id: plot.id,
		name: plotName(plot),
		offer: plot.offer,
		saleStage: plot.saleStage,
		communeName: plot.communeName,
		epciName: plot.epciName,
		demonstration: plot.provenance.demonstration,
		updated: plot.updated
	};
}

/** What was asked of a search, where it says nothing of sectors: firms of every sector. */
function criteriaOf(asked: Criteria): Criteria {
	const isAsked = asked.sectors.length + asked.nafDivisions.length > 0;
	return { ...noCriteria, ...asked, ...(isAsked ? {} : { sectors: [...sectors] }) };
}

/** What is compared, and by what. */
export interface ComparedQuestion {
	ids: readonly string[];
	criteria: Criteria;
	/** In hectares, by identifier: what is left of plots by rules of somebody's own; null where the territory's count. */
	ownNetHa: Readonly<Record<string, number>> | null;
}

/** Lays plots side by side: every criterion's value, prices, distances and firms around, each with its source. */
export function comparePlots(
	records: Records,
	summary: readonly CollectionSources[],
	{ ids, criteria, ownNetHa }: ComparedQuestion
): Comparison {
	const atlas = buildAtlas(recordsAround(records, { ids, ownNetHa }));
	const byId = new Map(atlas.plots.map(({ id }, index) => [id, index]));
	const indexes = ids.flatMap((id) => byId.get(id) ?? []);
	const sources: Provenance[] = [];
	const ground: ComparedGround = {
		...{ atlas, columns: atlas.columns, summary, indexes, criteria: criteriaOf(criteria) },
		cite: citation(sources)
	};
	const placed = indexes.flatMap((index) => atlas.placedPlots[index] ?? []);
	const prices = priceLines(ground, placed);
	const groups = criteriaGroups(ground, placed).map((group) =>
		group.id === 'sale' ? { ...group, lines: [...group.lines, ...prices] } : group
	);
	return {
		plots: placed.map(headOf),
		unknown: ids.filter((id) => !byId.has(id)),
		groups: [...groups, { id: 'distances', lines: distanceLines(ground) }],
		firms: firmsAround(ground),
		names: namesOf(placed),
		sources
	};
}

function namesOf(placed: readonly PlacedPlot[]): Record<string, string> {
	return Object.fromEntries(
		placed.flatMap(({ plot }) => [
			...(plot.epciSiren && plot.epciName ? [[plot.epciSiren, plot.epciName]] : []),
			...(plot.inseeCode && plot.communeName ? [[plot.inseeCode, plot.communeName]] : [])
		]) as [string, string][]
	);
}
