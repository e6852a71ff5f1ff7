import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import type { Sector } from '#lib/domain/sector.ts';
import { distanceKm } from '#lib/geo/distance-km.ts';
import type { PlacedPlot } from '#lib/search/atlas.ts';
import type { Reading } from './reading.ts';

/** How far a document looks for firms around a plot, in km in a straight line. */
export const firmsWithinKm = 10;
/** Ground around a plot that is drawn, in degrees: more than any frame of a document shows. */
const reach = 0.05;

/** What lies around a plot, for its maps and its sheet. */
export function plotWhereabouts({ atlas, inBox }: Reading, placed: PlacedPlot) {
	const [west, south, east, north] = placed.box;
	const frame: Box = [west - reach, south - reach, east + reach, north + reach];
	const near = <T extends { geometry: unknown }>(records: readonly T[], found: Uint32Array) =>
		Array.from(found, (index) => records[index]).filter((record) => record !== undefined);
	return {
		sites: near(atlas.sites, inBox.sites.meeting(frame)).map(({ id, name, geometry }) => ({
			...{ id, name, geometry }
		})),
		plots: near(atlas.plots, inBox.terrains.meeting(frame))
			.filter(({ offer }) => offer === 'Terrain')
			.map(({ id, lot, saleStage, geometry }) => ({ id, lot, saleStage, geometry })),
		brownfields: near(atlas.brownfields, inBox.friches.meeting(frame)).map(
			({ name, geometry }) => ({
				...{ name, geometry }
			})
		),
		communes: near(atlas.communes, inBox.communes.meeting(frame)).map(({ name, geometry }) => ({
			...{ name, geometry }
		})),
		...firmsAround(atlas.firms, placed)
	};
}

export type PlotWhereabouts = ReturnType<typeof plotWhereabouts>;

function firmsAround(firms: Reading['atlas']['firms'], { centre }: PlacedPlot) {
	const bySector = new Map<Sector, number>();
	const firmPositions: { at: Position; sector: Sector }[] = [];
	for (const { sector, position } of firms) {
		if (distanceKm(centre, position) > firmsWithinKm) continue;
		bySector.set(sector, (bySector.get(sector) ?? 0) + 1);
		firmPositions.push({ at: position, sector });
	}
	return { bySector: [...bySector].sort(([, one], [, other]) => other - one), firmPositions };
}
