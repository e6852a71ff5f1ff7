import type { Polygon } from 'geojson';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { PlotSaleStage } from '#lib/domain/vocabulary.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { attributesOf, plotGroups, type PlotGroup } from './plot-attributes.ts';
import { daysBefore, inventedOn, recentDate } from './provenance.ts';
import type { SeededRandom } from './random.ts';
import type { SiteDraft } from './sites.ts';

/** A plot of the set, with what the site's figures and the firms need of it. */
export interface PlotDraft {
	id: string;
	site: SiteDraft;
	group: PlotGroup;
	stage: PlotSaleStage;
	areaHa: number;
	properties: Record<string, ColumnValue>;
	shape: Polygon;
}

interface Ground {
	site: SiteDraft;
	rank: number;
	shape: Polygon;
	areaHa: number;
}

/** Share of the plots that serve the whole site besides its road: basins, green, parking. */
const commonShare = 0.1;

/** Drafts every plot of every site: the access road first, then its blocks. */
export function draftPlots(
	sites: readonly SiteDraft[],
	reference: string,
	random: SeededRandom
): PlotDraft[] {
	const roads = sites.map((site) => groundOf(site, site.layout.road, 0));
	const blocks = sites.flatMap((site) =>
		site.layout.blocks.map((shape, index) => groundOf(site, shape, index + 1))
	);
	// The smallest blocks make the basins, lawns and car parks; nobody builds a works there.
	const bySize = blocks.toSorted((one, other) => one.areaHa - other.areaHa);
	const commonCount = Math.round(blocks.length * commonShare);
	const grouped: [PlotGroup, Ground[]][] = [
		['road', roads],
		['common', bySize.slice(0, commonCount)],
		...shareMarket(random.shuffle(bySize.slice(commonCount)))
	];
	return grouped
		.flatMap(([group, grounds]) => draftGroup(group, grounds, reference, random))
		.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function groundOf(site: SiteDraft, shape: Polygon, rank: number): Ground {
	return { site, shape, rank, areaHa: Number(areaHectares(shape).toFixed(2)) };
}

/** Deals the marketable blocks out: whole numbers in the groups' proportions, the rest sold. */
function shareMarket(grounds: readonly Ground[]): [PlotGroup, Ground[]][] {
	let start = 0;
	const dealt = plotGroups.map(({ group, count }): [PlotGroup, Ground[]] => {
		const portion = grounds.slice(start, start + count);
		start += count;
		return [group, portion];
	});
	return [...dealt, ['sold', grounds.slice(start)]];
}

function draftGroup(
	group: PlotGroup,
	grounds: readonly Ground[],
	reference: string,
	random: SeededRandom
): PlotDraft[] {
	const attributes = attributesOf(group, grounds.length, reference, random);
	return grounds.map(({ site, rank, shape, areaHa }, index) => {
		const number = String(rank).padStart(2, '0');
		const id = `${site.insee}_TERRAIN-ECO_DEMO${site.id.slice(-2)}${number}`;
		const checked = recentDate(reference, random);
		const { stage, columns, pricePerM2 } = attributes[index] ?? fail(group);
		const properties = {
			terr_id: id,
			site_id: site.id,
			terr_lot: group === 'road' ? 'Voirie fictive' : `Lot fictif ${rank}`,
			terr_refcad: `${site.insee}000Z${site.id.slice(-1)}${site.id.slice(-2)}${number}`,
			terr_surf_brute: areaHa,
			terr_identif_date: daysBefore(checked, random.whole(0, 900)),
			terr_actu_date: checked,
			terr_stade_comm: stage,
			...columns,
			...(pricePerM2 === null ? {} : saleOf(pricePerM2, areaHa, checked, index, random)),
			...inventedOn(checked)
		};
		return { id, site, group, stage, areaHa, properties, shape };
	});
}

/** What the public must not read of a sale: the database keeps it apart. */
function saleOf(
	pricePerM2: number,
	areaHa: number,
	checked: string,
	index: number,
	random: SeededRandom
): Record<string, ColumnValue> {
	return {
		terr_acquereur: `Acquéreur fictif n° ${index + 1}`,
		terr_cession_date: daysBefore(checked, random.whole(30, 6000)),
		terr_vente_montant: Math.round(pricePerM2 * areaHa * 10_000),
		terr_m2_prix: pricePerM2
	};
}

function fail(group: PlotGroup): never {
	throw new RangeError(`Le groupe « ${group} » a moins d’attributs que de terrains.`);
}
