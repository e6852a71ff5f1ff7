import type { FeatureCollection } from 'geojson';
import { stageGroupOf } from '#lib/domain/plot.ts';
import { boxesMeeting } from '#lib/geo/boxes-meeting.ts';
import type { Atlas, Found } from '#lib/state/workspace.svelte.ts';
import { asFeature, collect, nothing } from '../features.ts';
import type { NearFrame } from '../near-frame.ts';

type PlacedPlot = Atlas['placedPlots'][number];

const propertiesOf = ({ plot }: PlacedPlot) => ({
	record: plot.id,
	group: stageGroupOf(plot.saleStage),
	area: plot.areaHa ?? 0
});

/** Indexes of the plots whose box meets the frame, ascending. */
export function plotsIn({ columns }: Atlas, { box }: NearFrame): number[] {
	return boxesMeeting(columns.boxes, box);
}

/** Every plot as a point, for the map seen from afar. */
export function plotPoints({ placedPlots }: Atlas): FeatureCollection {
	return collect(placedPlots, (placed, index) =>
		asFeature(index, { type: 'Point', coordinates: placed.centre }, propertiesOf(placed))
	);
}

/** The outlines of the plots of the frame. */
export function plotAreas(atlas: Atlas, frame: NearFrame | null): FeatureCollection {
	if (frame === null) return nothing;
	return collect(plotsIn(atlas, frame), (index) => {
		const placed = atlas.placedPlots[index] as PlacedPlot;
		return asFeature(index, placed.plot.geometry, propertiesOf(placed));
	});
}

/** The names of the plots of the frame that answer, once the map is near enough to read them. */
export function plotNames(atlas: Atlas, found: Found, frame: NearFrame | null): FeatureCollection {
	if (!frame?.named) return nothing;
	const passing = new Set(found.plotSearch.passing);
	const named = plotsIn(atlas, frame).filter((index) => passing.has(index));
	return collect(named, (index) => {
		const { plot, centre } = atlas.placedPlots[index] as PlacedPlot;
		return asFeature(index, { type: 'Point', coordinates: centre }, { name: plot.lot ?? plot.id });
	});
}
