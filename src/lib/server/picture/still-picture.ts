import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { isOnSale, stageGroupOf, type StageGroup } from '#lib/domain/plot.ts';
import { outlinePath, type Picture } from '#lib/geo/outline-path.ts';
import type { Atlas } from '#lib/search/atlas.ts';

/** The territory as paths of an SVG, in the projection of the map: what stands in its place until it is there. */
export interface StillPicture {
	width: number;
	height: number;
	/** The outline of each EPCI. */
	outlines: string[];
	/** Land that can be had, a dot each: segments without length, by sale stage. */
	dots: { stage: StageGroup; path: string }[];
}

const width = 1000;

/** @param bounds the box in degrees that the map frames first; no picture where no contour is known */
export function stillPicture(atlas: Atlas, bounds: Box | null): StillPicture | null {
	if (bounds === null) return null;
	const picture = mercatorPicture(bounds);
	const outlines = atlas.epci.flatMap(({ geometry }) =>
		geometry === null ? [] : [outlinePath(geometry, picture)]
	);
	const dots = new Map<StageGroup, string>();
	for (const { plot, centre } of atlas.placedPlots) {
		if (!isOnSale(plot)) continue;
		const stage = stageGroupOf(plot.saleStage);
		const [x, y] = picture.place(centre).map(Math.round);
		dots.set(stage, `${dots.get(stage) ?? ''}M${x},${y}h0`);
	}
	return {
		...{ width, height: Math.ceil(picture.height), outlines },
		dots: [...dots].map(([stage, path]) => ({ stage, path }))
	};
}

/** Web Mercator (EPSG:3857) in the proportions of the box, as the map draws it. */
function mercatorPicture([west, south, east, north]: Box): Picture {
	const scale = width / (east - west);
	const down = (latitude: number) =>
		-Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * (180 / Math.PI) * scale;
	const top = down(north);
	return {
		width,
		height: down(south) - top,
		place: ([lng = 0, lat = 0]: Position) => [(lng - west) * scale, down(lat) - top]
	};
}
