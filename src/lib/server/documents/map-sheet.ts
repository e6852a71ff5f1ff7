import type { MultiPolygon, Polygon } from 'geojson';
import { drawMap, surfaceOf, type MapShape } from '#lib/documents/map-drawing.ts';
import type { MapFrame } from '#lib/documents/map-frame.ts';
import type { MapPictures } from '#lib/documents/map-pictures.ts';
import type { LngLat } from '#lib/domain/feature.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import { brownfieldTint, constraintTint, sectorTints } from '#lib/domain/meaning-colours.ts';
import type { PoiType } from '#lib/domain/vocabulary.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { MapSheet } from '../territory/map-sheet-question.ts';
import {
	groundShapes,
	named,
	roadLabels,
	townLabels,
	type GroundLabel,
	type MapGround
} from './map-ground.ts';
import { brownfieldShapes, siteShapes } from './plot-maps.ts';
import { sheetPlotShapes } from './sheet-plot-shapes.ts';

/** Layers of the map, by the names that its address and its panel know. */
export type SheetLayer =
	| 'epci'
	| 'communes'
	| 'rivers'
	| 'ground'
	| 'sites'
	| 'plots'
	| 'firms'
	| 'brownfields'
	| 'constraints'
	| 'pois';

/** What a state of the map is drawn of. */
export interface MapSheetParts {
	frame: MapFrame;
	sheet: MapSheet;
	ground: MapGround;
	constraints: readonly (Polygon | MultiPolygon)[];
	isShown: (layer: SheetLayer) => boolean;
	/** The area that is asked, and the place that was found; null without. */
	drawn: Polygon | MultiPolygon | null;
	place: { name: string; at: LngLat } | null;
	colourOf: (siren: string) => string;
	signs: Readonly<Record<PoiType, string>>;
	/** In pixels, of a firm with so many employees. */
	firmRadius: (headcount: number) => number;
	lengthText: (metres: number) => string;
	north: string;
	/** A base map, which takes the place of the drawn ground; null without. */
	base: SheetBase | null;
}

/** A base map on a sheet: its pictures, or its own ground and names as they were drawn. */
export type SheetBase =
	| ({ kind: 'pictures' } & MapPictures)
	| { kind: 'drawn'; svg: string; labels: readonly GroundLabel[] };

const colours = paperTints.light;
/** Metres a pixel beyond which single plots, sites and names of lots are too small to be drawn as areas. */
export const farFrom = 30;
const namesFrom = 4;
/** On paper a circle of a firm stays readable smaller than on the screen; the legend's samples are as small. */
const firmScale = 0.32;

/** The map of a state, from the ground up, as vectors. */
export function drawMapSheet(parts: MapSheetParts): string {
	const { frame, isShown, lengthText, north, base } = parts;
	const far = frame.metresPerPixel > farFrom;
	const outlined = isShown('epci') ? epciShapes(parts) : [];
	const isDrawn = base === null;
	const ground = isDrawn && isShown('epci') ? colours.neighbour : colours.paper;
	return drawMap({
		...{ frame, ground, lengthText, north },
		shapes: [
			...(isDrawn
				? outlined.map((shape): MapShape => ({ ...shape, fill: colours.paper, line: null }))
				: [base]),
			...(isShown('communes') ? communeShapes(parts) : []),
			...(isShown('sites') && !far ? siteShapes(parts.sheet) : []),
			...(isDrawn ? waysAndWater(parts, far) : []),
			...outlined,
			...constraintShapes(parts),
			...(isShown('brownfields') ? brownfieldMarks(parts, far) : []),
			...(isShown('plots') ? sheetPlotShapes(parts.sheet, far) : []),
			...(isShown('firms') ? firmShapes(parts) : []),
			...(isShown('pois') ? poiShapes(parts) : []),
			...askedShapes(parts),
			...chosenShapes(parts, far)
		],
		labels: labelsOf(parts, far)
	});
}

/** What a base map of pictures has in its own pictures. */
function waysAndWater({ ground, isShown }: MapSheetParts, far: boolean): MapShape[] {
	const ways = isShown('ground') ? ground : { ...ground, features: [] };
	const rivers = isShown('rivers') ? ground.rivers : { ...ground.rivers, features: [] };
	return groundShapes({ ...ways, rivers }, far);
}

type Area = Extract<MapShape, { kind: 'area' }>;

/** The outline of each EPCI in its own colour, and a fine line in it that is the same for all. */
function epciShapes({ sheet, colourOf }: MapSheetParts): Area[] {
	return sheet.epci.flatMap(({ siren, geometry }): Area[] =>
		geometry === null
			? []
			: [
					{ kind: 'area', surface: geometry, fill: null, line: colourOf(siren), lineWidth: 3.6 },
					{ kind: 'area', surface: geometry, fill: null, line: colours.label, lineWidth: 1.1 }
				]
	);
}

function communeShapes({ sheet }: MapSheetParts): MapShape[] {
	return sheet.communes.flatMap(({ geometry }): MapShape[] =>
		geometry === null
			? []
			: [{ kind: 'area', surface: geometry, fill: null, line: colours.hairline, lineWidth: 0.8 }]
	);
}

function constraintShapes({ constraints, isShown }: MapSheetParts): MapShape[] {
	if (!isShown('constraints')) return [];
	const { light, pattern } = constraintTint;
	return constraints.map((surface): MapShape => ({
		...{ kind: 'area', surface, fill: light, opacity: 0.1, pattern, line: light, lineWidth: 0.8 }
	}));
}

/** The record whose card is open: ringed above everything, whatever its layer. */
function chosenShapes({ sheet: { chosen } }: MapSheetParts, far: boolean): MapShape[] {
	if (chosen === null) return [];
	const surface = surfaceOf(chosen.geometry);
	const ring = (radius: number, line: string): MapShape => ({
		...{ kind: 'mark', at: chosen.at, radius, fill: 'none', line }
	});
	const outline = (line: string, lineWidth: number): MapShape[] =>
		surface === null ? [] : [{ kind: 'area', surface, fill: null, line, lineWidth }];
	return [
		...outline('#FFFFFF', 5),
		...outline(colours.selected, 2.6),
		...(surface === null || far ? [ring(9.5, '#FFFFFF'), ring(8, colours.selected)] : [])
	];
}

function brownfieldMarks({ sheet }: MapSheetParts, far: boolean): MapShape[] {
	if (!far) return brownfieldShapes(sheet);
	return sheet.brownfields.map(({ geometry }): MapShape => {
		const surface = surfaceOf(geometry);
		const at =
			surface === null && geometry.type === 'Point'
				? geometry.coordinates
				: centreOf(surface as Polygon | MultiPolygon);
		return { kind: 'mark', at, radius: 2.6, fill: brownfieldTint.light, line: '#FFFFFF' };
	});
}

function firmShapes({ sheet, firmRadius }: MapSheetParts): MapShape[] {
	return sheet.firms
		.toSorted((one, other) => (other.headcount ?? 0) - (one.headcount ?? 0))
		.map(({ sector, headcount, position }): MapShape => ({
			...{ kind: 'mark', at: position, radius: firmRadius(headcount ?? 0) * firmScale },
			...{ fill: sectorTints[sector].light, line: '#FFFFFF' }
		}));
}

function poiShapes({ sheet, signs }: MapSheetParts): MapShape[] {
	return sheet.pois.map(({ type, position }): MapShape => ({
		...{ kind: 'sign', at: position, path: signs[type], size: 14, colour: colours.label }
	}));
}

function askedShapes({ drawn, place }: MapSheetParts): MapShape[] {
	return [
		...(drawn === null
			? []
			: [
					{
						...{ kind: 'area', surface: drawn, fill: colours.drawn, opacity: 0.06 },
						...{ line: colours.drawn, lineWidth: 2, dashed: true }
					} as MapShape
				]),
		...(place === null
			? []
			: [
					{
						kind: 'mark',
						at: place.at,
						radius: 6,
						fill: colours.drawn,
						line: '#FFFFFF'
					} as MapShape
				])
	];
}

/** The most important first: what was found, then what orients. */
function labelsOf(
	{ sheet, place, isShown, ground, frame, base }: MapSheetParts,
	far: boolean
): GroundLabel[] {
	const inMiddle = (
		records: readonly { name: string; geometry: Polygon | MultiPolygon | null }[],
		size: number,
		strong: boolean,
		dark = strong
	) =>
		records.flatMap(({ name, geometry }) =>
			geometry === null ? [] : [named(name, centreOf(geometry), size, strong, dark)]
		);
	const near = frame.metresPerPixel <= namesFrom;
	const { chosen } = sheet;
	const isDrawn = base === null && isShown('ground');
	return [
		...(chosen === null
			? []
			: [{ ...named(chosen.name, chosen.at, 13, true), beside: far } as GroundLabel]),
		...(place === null
			? []
			: [{ ...named(place.name, place.at, 13, true), beside: true } as GroundLabel]),
		...(isShown('epci') && far ? inMiddle(sheet.epci, 14, true) : []),
		...(isShown('sites') && !far ? inMiddle(sheet.sites, 12.5, true) : []),
		...(isShown('plots') && near
			? sheet.plots.flatMap(({ lot, centre, passes }) =>
					passes && lot !== null ? [named(lot, centre, 10.5, false, true)] : []
				)
			: []),
		...(isDrawn ? roadLabels(ground, frame) : []),
		...(isDrawn ? townLabels(ground, ['large', 'middle', ...(far ? [] : ['small'])]) : []),
		// Grey letters would be lost on a picture.
		...(isShown('communes') && !far
			? inMiddle(sheet.communes, 12, false, base?.kind === 'pictures')
			: []),
		...(base?.kind === 'drawn' ? base.labels : [])
	];
}
