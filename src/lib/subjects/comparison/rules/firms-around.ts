import { sectors } from '#lib/domain/sector.ts';
import { squaredChord, squaredChordBetween } from '#lib/geo/sphere-points.ts';
import type { ComparedGround } from './compared-ground.ts';
import type { FirmsAround } from './comparison.ts';
import { sourceOfCollection } from './sources.ts';

/** Firms by sector within the radius that the search asks, whose edge counts. */
export function firmsAround(ground: ComparedGround): FirmsAround {
	const { columns, indexes, criteria } = ground;
	const { firms, firmPoints } = columns.neighbours;
	const limit = squaredChord(criteria.sectorRadiusKm);
	const counts = indexes.map((plot) => {
		const near = firms.filter(
			(_, firm) => squaredChordBetween(columns.centres.points, plot, firmPoints, firm) <= limit
		);
		return sectors.map((sector) => near.filter((firm) => firm.sector === sector).length);
	});
	const present = sectors.filter((_, at) => counts.some((ofPlot) => (ofPlot[at] ?? 0) > 0));
	return {
		radiusKm: criteria.sectorRadiusKm,
		sectors: present,
		counts: counts.map((ofPlot) => present.map((sector) => ofPlot[sectors.indexOf(sector)] ?? 0)),
		source: ground.cite(sourceOfCollection(ground, 'etablissements'))
	};
}
