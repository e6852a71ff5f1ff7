import type { Firm } from '#lib/domain/firm.ts';
import type { Poi } from '#lib/domain/place.ts';
import type { Sector } from '#lib/domain/sector.ts';
import { spherePointsOf, type SpherePoints } from '#lib/geo/sphere-points.ts';
import { headcountInterval } from './headcount-interval.ts';

/** What stands around the plots: firms at work and training places. */
export interface Neighbours {
	firms: readonly Firm[];
	firmPoints: SpherePoints;
	/** Bounds of each firm's headcount. */
	headcountLow: Float64Array;
	headcountHigh: Float64Array;
	trainingPoints: SpherePoints;
}

/** Firms known to be closed are no neighbours. */
export function neighboursOf(allFirms: readonly Firm[], pois: readonly Poi[]): Neighbours {
	const firms = allFirms.filter((firm) => firm.active !== false);
	const headcounts = firms.map(headcountInterval);
	return {
		firms,
		firmPoints: spherePointsOf(firms.map((firm) => firm.position)),
		headcountLow: Float64Array.from(headcounts, ([low]) => low),
		headcountHigh: Float64Array.from(headcounts, ([, high]) => high),
		trainingPoints: spherePointsOf(
			pois.filter((poi) => poi.type === 'formation').map((poi) => poi.position)
		)
	};
}

/** First two digits of a NAF code, `24` of `2451Z` or `24.51Z`. */
export function nafDivisionOf(naf: string): string {
	return naf.slice(0, 2);
}

/** Where the firms of the sectors or NAF divisions asked stand. */
export function chosenFirms(
	neighbours: Neighbours,
	{ sectors, nafDivisions }: { sectors: readonly Sector[]; nafDivisions: readonly string[] }
): SpherePoints {
	return spherePointsOf(
		neighbours.firms
			.filter(
				(firm) => sectors.includes(firm.sector) || nafDivisions.includes(nafDivisionOf(firm.naf))
			)
			.map((firm) => firm.position)
	);
}
