import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import type { ContourMethod } from '#lib/domain/vocabulary.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { lighterOutlines } from '#lib/geo/lighter-outline.ts';
import type { AreaLevel } from '#lib/subjects/indicators/dashboard/scope-records.ts';
import type { Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import type { Reading } from './reading.ts';

type Surface = Polygon | MultiPolygon;

/** An area as a small map draws it. */
export interface AreaOutline {
	id: string;
	/** Null for a site, which would be too small to see: it is a mark. */
	surface: Surface | null;
	at: Position;
}

type Placed = AreaOutline & { epciSiren: string | null; box: Box; approximate: boolean };

/** Corners that an outline has at most on a map as wide as a page: communes look no different with more. */
const mostCorners = 80;

function lightSurface(surface: Surface): Surface {
	const whole: MultiPolygon =
		surface.type === 'Polygon'
			? { type: 'MultiPolygon', coordinates: [surface.coordinates] }
			: surface;
	let lightest = whole;
	for (const outline of lighterOutlines(whole)) {
		lightest = outline;
		if (outline.coordinates.flat(2).length <= mostCorners) break;
	}
	return lightest;
}

interface Outlined {
	id: string;
	epciSiren: string | null;
	geometry: Surface | null;
	/** How the outline was had; a site's is its own. */
	contour?: ContourMethod | null;
}

const placed = (areas: readonly Outlined[], asMarks: boolean): Placed[] =>
	areas.flatMap(({ id, epciSiren, geometry, contour }) =>
		geometry === null
			? []
			: {
					...{ id, epciSiren, box: boundingBox(geometry), at: centreOf(geometry) },
					surface: asMarks ? null : lightSurface(geometry),
					approximate: contour === 'approché'
				}
	);

const outlines: Record<AreaLevel, (reading: Reading) => Placed[]> = {
	epci: keptIn(({ atlas }: Reading) =>
		placed(
			atlas.epci.map(({ siren: id, ...own }) => ({ ...own, id, epciSiren: id })),
			false
		)
	),
	commune: keptIn(({ atlas }: Reading) =>
		placed(
			atlas.communes.map(({ insee: id, ...own }) => ({ ...own, id })),
			false
		)
	),
	site: keptIn(({ atlas }: Reading) => placed(atlas.sites, true))
};

/** Outlines of the areas of a kind in the territory or in an EPCI, with the EPCI around them; light enough for a page. */
export function areaOutlines(
	reading: Reading,
	{ level, frame }: { level: AreaLevel; frame: Scope }
): { areas: AreaOutline[]; borders: Surface[]; box: Box | null; approximate: boolean } {
	const inside = ({ epciSiren }: Placed) => frame.kind === 'territoire' || epciSiren === frame.id;
	const own = outlines[level](reading).filter(inside);
	const epci = outlines.epci(reading).filter(inside);
	return {
		areas: own.map(({ id, surface, at }) => ({ id, surface, at })),
		approximate: [...own, ...epci].some(({ approximate }) => approximate),
		borders: epci.flatMap(({ surface }) => surface ?? []),
		box: unionOfBoxes([...own, ...epci].map(({ box }) => box))
	};
}
