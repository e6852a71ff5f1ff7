import type { MultiPolygon, Polygon, Position } from 'geojson';
import {
	drawMap,
	groundArea,
	pageInk,
	type AreaStyle,
	type MapShape
} from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import { spreadMarks } from '#lib/documents/spread-marks.ts';
import type { Box } from '#lib/domain/feature.ts';
import { accentTint } from '#lib/domain/ground-colours.ts';
import { sectorTints, stageTints, type Pattern, type Tint } from '#lib/domain/meaning-colours.ts';
import type { LinkedPlace } from '#lib/domain/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatKilometres } from '#lib/ui/format.ts';
import { linkAddress } from './link-address.ts';

type Surface = Polygon | MultiPolygon;

/** Colour and pattern of a place, those of the map of the territory. */
export interface PlaceStyle extends Tint {
	pattern: Pattern;
}

/** A place with its rank in the list beside the map and its name. */
export type RankedPlace = LinkedPlace & { rank: number; name: string };

interface DrawnPlaces {
	places: readonly RankedPlace[];
	ground: { areas: readonly { surface: Surface | null }[]; borders: readonly Surface[] };
	/** What must be seen, in degrees. */
	box: Box;
	locale: string;
}

const siteTint: PlaceStyle = { light: '#6A6259', dark: '#A79F94', pattern: 'outline' };
const radius = 11;

/** How a place is drawn: plots by their stage, firms by their sector, as everywhere in the house. */
export function placeStyle({
	genre,
	stage,
	sector
}: Pick<LinkedPlace, 'genre' | 'stage' | 'sector'>): PlaceStyle {
	if (stage !== null) return stageTints[stage];
	if (sector !== null) return { ...sectorTints[sector], pattern: 'solid' };
	return genre === 'site' ? siteTint : { ...accentTint, pattern: 'hatch' };
}

const shade = ({ light, dark }: Tint) => `light-dark(${light}, ${dark})`;
const isArea = ({ genre }: LinkedPlace) => genre === 'commune' || genre === 'epci';

/** Places of actions on the ground of the territory: areas filled, the others as marks with their rank; as SVG of a page. */
export function placeMap({ places, ground, box, locale }: DrawnPlaces): string {
	const frame = mapFrame({ box, width: 760, height: 600, margin: 0.06, leastMetres: 6000 });
	const marked = places.filter((place) => !isArea(place));
	const at = spreadMarks(
		marked.map((place) => place.at),
		frame,
		2 * radius
	);
	return drawMap({
		...{ frame, ground: 'var(--paper-sunken)', north: m.dossier_north(), colours: pageInk },
		shapes: [
			...ground.areas.flatMap(({ surface }) => (surface ? [groundArea(surface, 0.4)] : [])),
			...places.filter(isArea).flatMap(surfaceShape),
			...ground.borders.map((surface) => groundArea(surface, 1.4)),
			...marked.flatMap(surfaceShape),
			...marked.map((place, nth) => markShape(place, at[nth] ?? place.at))
		],
		labels: [
			...marked.map((place, nth) => label(String(place.rank), at[nth] ?? place.at)),
			...places.filter(isArea).map(({ rank, name, at }) => label(`${String(rank)}. ${name}`, at))
		],
		lengthText: (metres) => formatKilometres(metres / 1000, locale)
	});
}

const linkOf = (place: RankedPlace) => ({
	href: linkAddress(place),
	name: `${String(place.rank)}. ${place.name}`
});

function surfaceShape(place: RankedPlace): MapShape[] {
	const { surface } = place;
	if (surface === null) return [];
	const { pattern, ...tint } = placeStyle(place);
	const style: AreaStyle = { fill: shade(tint), opacity: 0.12, pattern, line: shade(tint) };
	// A mark stands on each of the others and is their link.
	return [{ kind: 'area', surface, ...style, ...(isArea(place) && { link: linkOf(place) }) }];
}

function markShape(place: RankedPlace, at: Position): MapShape {
	const fill = place.genre === 'site' ? 'var(--paper-raised)' : shade(placeStyle(place));
	return { kind: 'mark', at, radius, fill, line: 'var(--ink)', link: linkOf(place) };
}

const label = (text: string, at: Position) => ({
	...{ text, at, size: 15, strong: true, beside: false },
	...{ colour: 'var(--ink)', halo: 'var(--paper)' }
});
