import type { MultiPolygon, Polygon, Position } from 'geojson';
import {
	drawMap,
	groundArea,
	pageInk,
	patternOpacity,
	type MapShape
} from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import type { Box } from '#lib/domain/feature.ts';
import { accentTint } from '#lib/domain/ground-colours.ts';
import {
	brownfieldTint,
	stageTints,
	type Pattern,
	type Tint
} from '#lib/domain/meaning-colours.ts';
import { stageGroups } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { cardPath } from '#lib/search/list-page.ts';
import { formatHectares, formatKilometres, formatNumber } from '#lib/ui/format.ts';
import type { BehindMark, BehindRecords } from '../dashboard/behind.ts';

type Surface = Polygon | MultiPolygon;

/** What records stand on. */
export interface BehindGround {
	areas: readonly { surface: Surface | null }[];
	borders: readonly Surface[];
	towns: readonly { name: string; at: Position }[];
	/** What must be seen, in degrees. */
	box: Box;
}

/** Marks that are links at most: more would stand in the way of who goes on by keyboard, and the list has them all. */
const mostLinks = 60;
/** Radius of a mark in pixels: of a record without area, and the bounds of one that grows with its area. */
const radii = { none: 5, least: 4.5, most: 13 };
/** Of the map, in pixels. */
const width = 560;
const heights = { least: 380, most: 600 };
/** Of circles that stand for a commune. */
const groupRadii = { least: 6, most: 18 };
const otherRadius = 2.6;
/** Of records of the place that the figure does not count. */
export const otherTint: Tint = { light: '#A79F94', dark: '#6A6259' };

const shade = ({ light, dark }: Tint) => `light-dark(${light}, ${dark})`;

/** A colour as a thin layer of it looks on paper. */
const mixed = (colour: string, opacity: number) =>
	`color-mix(in srgb, ${colour} ${String(Math.round(opacity * 100))}%, var(--paper-raised))`;

const rankOf = ({ stage }: BehindMark) => (stage === null ? 0 : stageGroups.indexOf(stage));

function radiusOf({ areaHa }: BehindMark): number {
	if (areaHa === null) return radii.none;
	return Math.min(radii.most, radii.least + 1.6 * Math.sqrt(areaHa));
}

/** Plots have the colour and pattern of their stage, brownfields theirs, as everywhere in the house. */
function tintOf({ stage }: BehindMark, list: BehindRecords['list']): Tint & { pattern: Pattern } {
	if (stage !== null) return stageTints[stage];
	return list === 'friches' ? brownfieldTint : { ...accentTint, pattern: 'solid' };
}

function markShape(mark: BehindMark, list: BehindRecords['list'], link: boolean, locale: string) {
	const { pattern, ...tint } = tintOf(mark, list);
	const filled = pattern === 'solid';
	const name = [mark.name, mark.areaHa === null ? null : formatHectares(mark.areaHa, locale)];
	const href = localizeHref(cardPath[list](mark.id));
	return {
		...{ kind: 'mark', at: mark.at, radius: radiusOf(mark) },
		fill: filled ? shade(tint) : mixed(shade(tint), patternOpacity[pattern]),
		line: filled ? 'var(--paper-raised)' : shade(tint),
		...(!filled && { pattern, patternColour: shade(tint) }),
		...(link && { link: { href, name: name.filter(Boolean).join(', ') } })
	} satisfies MapShape;
}

/** A circle of a commune: its surface grows with the records that stand there. */
function groupShape(count: number, most: number, at: Position): MapShape {
	const radius = Math.max(groupRadii.least, groupRadii.most * Math.sqrt(count / most));
	return { kind: 'mark', at, radius, fill: shade(accentTint), line: 'var(--paper-raised)' };
}

/** As high as its ground asks for, within bounds. */
function heightFor([west, south, east, north]: Box): number {
	const acrossByUp = ((east - west) * Math.cos((south * Math.PI) / 180)) / (north - south || 1);
	return Math.round(Math.min(heights.most, Math.max(heights.least, width / acrossByUp)));
}

/** The records behind a figure, among the others of their place, as SVG of a page. */
export function behindMap(
	{ list, marks, others, groups }: BehindRecords,
	ground: BehindGround,
	locale: string
): string {
	const frame = mapFrame({
		...{ box: ground.box, width, height: heightFor(ground.box), margin: 0.04, leastMetres: 3000 }
	});
	const most = Math.max(1, ...groups.map(({ count }) => count));
	// What can be had lies above the rest, and the small above the large: none hides what is looked for.
	const upwards = marks.toSorted(
		(a, b) => rankOf(b) - rankOf(a) || (b.areaHa ?? 0) - (a.areaHa ?? 0)
	);
	return drawMap({
		...{ frame, ground: 'var(--paper-sunken)', north: m.dossier_north(), colours: pageInk },
		shapes: [
			...ground.areas.flatMap(({ surface }) => (surface ? [groundArea(surface, 0.4)] : [])),
			...ground.borders.map((surface) => groundArea(surface, 1.4)),
			...others.map((at): MapShape => ({
				...{ kind: 'mark', at, radius: otherRadius },
				...{ fill: shade(otherTint), line: 'none' }
			})),
			...upwards.map((mark) => markShape(mark, list, marks.length <= mostLinks, locale)),
			...groups
				.toSorted((a, b) => b.count - a.count)
				.map(({ count, at }) => groupShape(count, most, at))
		],
		labels: [
			...groups.map(({ count, at }) => ({
				...{ text: formatNumber(count, locale), at, size: 11, strong: true, beside: false },
				...{ colour: 'var(--paper)', halo: shade(accentTint) }
			})),
			...ground.towns.map(({ name, at }) => ({
				...{ text: name, at, size: 13, strong: false, beside: true },
				...{ colour: 'var(--ink-soft)', halo: 'var(--paper)' }
			}))
		],
		lengthText: (metres) => formatKilometres(metres / 1000, locale)
	});
}
