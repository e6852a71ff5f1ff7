import type { ConstraintType } from './constraint-kinds.ts';
import { toldConstraints, type Listing } from './listing.ts';
import type { ListingFacts } from './listing-review.ts';

/** What a machine remarks of a listing, for the agent to judge; none of them decides anything. */
export type ListingRemark =
	| { kind: 'overlap'; plotId: string; plotName: string; percent: number }
	| { kind: 'constraint'; constraint: ConstraintType; percent: number }
	| { kind: 'outside-commune'; percent: number; commune: string | null }
	| { kind: 'outside-territory'; percent: number }
	| { kind: 'parcels-elsewhere'; communes: readonly string[] }
	| { kind: 'area-differs'; declaredHa: number; drawnHa: number; percent: number }
	| { kind: 'price-out-of-range'; price: number; low: number; high: number }
	| { kind: 'missing'; field: string }
	| { kind: 'name-declared'; name: string | null };

/** Shares in % above which a difference is remarked. */
const mostOutside = 5;
const mostAreaDifference = 10;

type Remarked = Pick<
	Listing,
	'contenu' | 'surface_ha' | 'comm_nom' | 'manque' | 'proprietaire_nom' | 'contraintes'
>;

/**
 * The remarks on a listing, the gravest first.
 * @param priceRange asked prices that raise no remark, €/m² before tax, both included
 */
export function remarksOn(
	listing: Remarked,
	facts: ListingFacts,
	priceRange: readonly [low: number, high: number]
): ListingRemark[] {
	return [
		...listing.manque.map((field): ListingRemark => ({ kind: 'missing', field })),
		...facts.overlaps.map((plot): ListingRemark => ({
			kind: 'overlap',
			plotId: plot.terr_id,
			plotName: [plot.terr_lot, plot.site_nom].filter(Boolean).join(', ') || plot.terr_id,
			percent: plot.pct
		})),
		...toldConstraints(listing).map((told): ListingRemark => ({ kind: 'constraint', ...told })),
		...placeRemarks(listing, facts),
		...areaRemark(listing),
		...priceRemark(listing, priceRange),
		...(facts.name_origin === 'déclaré'
			? [{ kind: 'name-declared', name: listing.proprietaire_nom } as const]
			: [])
	];
}

function placeRemarks(listing: Remarked, facts: ListingFacts): ListingRemark[] {
	const remarks: ListingRemark[] = [];
	const { outside_territory_pct: ofTerritory, outside_commune_pct: ofCommune } = facts;
	if (ofTerritory !== null && ofTerritory > mostOutside)
		remarks.push({ kind: 'outside-territory', percent: ofTerritory });
	if (ofCommune !== null && ofCommune > mostOutside)
		remarks.push({ kind: 'outside-commune', percent: ofCommune, commune: listing.comm_nom });
	if (facts.parcel_communes.length > 0)
		remarks.push({ kind: 'parcels-elsewhere', communes: facts.parcel_communes });
	return remarks;
}

function areaRemark({ contenu, surface_ha: drawnHa }: Remarked): ListingRemark[] {
	const declaredHa = contenu['terr_surf_brute'];
	if (typeof declaredHa !== 'number' || drawnHa === null || drawnHa === 0) return [];
	const percent = Math.round((1000 * Math.abs(declaredHa - drawnHa)) / drawnHa) / 10;
	return percent > mostAreaDifference
		? [{ kind: 'area-differs', declaredHa, drawnHa, percent }]
		: [];
}

function priceRemark(
	{ contenu }: Remarked,
	[low, high]: readonly [number, number]
): ListingRemark[] {
	const price = contenu['terr_prix_demande_m2'];
	return typeof price === 'number' && (price < low || price > high)
		? [{ kind: 'price-out-of-range', price, low, high }]
		: [];
}
