import type { MultiPolygon, Polygon, Position } from 'geojson';
import { drawMap, pageInk, patternTile, type MapShape } from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import type { Box } from '#lib/domain/feature.ts';
import { accentTint, paperTints } from '#lib/domain/ground-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatKilometres, formatNumber } from '#lib/ui/format.ts';
import type { AreaFigures, AreaLine } from '../choropleth/area-figures.ts';
import type { AreaFill, ChoroplethClasses, LegendEntry } from './choropleth-classes.ts';
import { measuredText } from './choropleth-words.ts';
import { mapAddress } from './indicator-bars.ts';
import { columnDecimals, figureOf } from './indicator-words.ts';

type Surface = Polygon | MultiPolygon;

/** What the areas look like on the ground, in degrees. */
export interface AreaOutlines {
	areas: readonly { id: string; surface: Surface | null; at: Position }[];
	/** Of the EPCI around them. */
	borders: readonly Surface[];
	box: Box | null;
	/** Whether one of them is drawn from the centres of communes. */
	approximate: boolean;
}

interface DrawnChoropleth {
	figures: AreaFigures;
	classes: ChoroplethClasses;
	outlines: AreaOutlines;
	/** Code of the place that the page is about, if it is one of the areas. */
	marked: string;
	locale: string;
	/** On a page areas lead to their plots and follow its shade; paper is light and leads nowhere. */
	onPage: boolean;
}

/** Of drawn colours: the reader's shade on a page, the light one on paper. */
const shade = (tint: { light: string; dark: string }, onPage: boolean) =>
	onPage ? `light-dark(${tint.light}, ${tint.dark})` : tint.light;
const paper = (onPage: boolean) => (onPage ? 'var(--paper-raised)' : '#FFFFFF');
const line = { light: '#8A8175', dark: '#6F7882' };
const border = { light: paperTints.light.label, dark: paperTints.dark.label };

function fillColour({ tint }: AreaFill, onPage: boolean): string {
	return tint === null ? paper(onPage) : shade(tint, onPage);
}

/** The pattern of a filling, and its colour where it is not that of the line. */
function patternOf({ tint, hatched }: AreaFill, onPage: boolean) {
	if (tint !== null) return { pattern: tint.pattern, patternColour: shade(tint.mark, onPage) };
	return hatched ? { pattern: 'hatch' as const } : {};
}

/** Areas in the colour of their class, with their value where there is room; null where no outline is known. */
export function choroplethDrawing(drawn: DrawnChoropleth): string | null {
	const { outlines, locale, onPage } = drawn;
	if (outlines.box === null) return null;
	const frame = { box: outlines.box, width: 720, height: 620, margin: 0.03, leastMetres: 2000 };
	return drawMap({
		frame: mapFrame(frame),
		ground: onPage ? 'var(--paper-sunken)' : paperTints.light.neighbour,
		shapes: shapesOf(drawn),
		labels: labelsOf(drawn),
		lengthText: (metres) => formatKilometres(metres / 1000, locale),
		north: m.dossier_north(),
		...(onPage && { colours: pageInk })
	});
}

function shapesOf({ figures, classes, outlines, marked, locale, onPage }: DrawnChoropleth) {
	const byId = new Map(figures.lines.map((one) => [one.key, one]));
	const borders = outlines.borders.map((surface): MapShape => ({
		...{ kind: 'area', surface, fill: null, line: shade(border, onPage), lineWidth: 1.6 }
	}));
	// Marks stand on the ground of their EPCI; areas lie below its border.
	const isMarks = figures.level === 'site';
	const ground = isMarks
		? borders.map((shape) => ({ ...shape, fill: paper(onPage) }) as MapShape)
		: [];
	const areas = outlines.areas.flatMap(({ id, surface, at }): MapShape[] => {
		const own = byId.get(id);
		if (!own) return [];
		const fill = classes.fillOf(own);
		const style = {
			fill: fillColour(fill, onPage),
			line: shade(line, onPage),
			...patternOf(fill, onPage),
			...linkOf(own, figures, locale, onPage)
		};
		return surface === null
			? [{ kind: 'mark', at, radius: 9, ...style }]
			: [{ kind: 'area', surface, lineWidth: 0.7, ...style }];
	});
	const place = outlines.areas.find(({ id }) => id === marked);
	return [...ground, ...areas, ...(isMarks ? [] : borders), ...markedShape(place, onPage)];
}

function markedShape(
	place: AreaOutlines['areas'][number] | undefined,
	onPage: boolean
): MapShape[] {
	if (!place) return [];
	const colour = shade(accentTint, onPage);
	return [
		place.surface === null
			? { kind: 'mark', at: place.at, radius: 13, fill: 'none', line: colour }
			: { kind: 'area', surface: place.surface, fill: null, line: colour, lineWidth: 3.5 }
	];
}

function linkOf(own: AreaLine, { measure }: AreaFigures, locale: string, onPage: boolean) {
	const href = onPage ? mapAddress(own) : null;
	if (href === null) return {};
	const value = own.missing === null ? (own.figures[measure.column] ?? null) : null;
	const text =
		value === null ? m.analyse_class_none() : measuredText(measure.column, value, locale);
	const name = m.analyse_on_map_named({ label: `${own.name}, ${text}` });
	return { link: { href, name } };
}

/** The largest values first: they are placed where room is. */
function labelsOf({ figures, outlines, classes, locale, onPage }: DrawnChoropleth) {
	const { level, lines, measure } = figures;
	const at = new Map(outlines.areas.map((area) => [area.id, area.at]));
	const valueOf = (one: AreaLine) => one.figures[measure.column] ?? 0;
	return lines
		.filter((one) => level === 'epci' || (one.missing === null && valueOf(one) > 0))
		.toSorted((a, b) => valueOf(b) - valueOf(a))
		.flatMap((one) => {
			const position = at.get(one.key);
			if (!position) return [];
			const value = one.missing === null ? shortFigure(one, figures, locale) : '–';
			const text = level === 'epci' ? m.analyse_areas_label({ name: one.name, value }) : value;
			const beside = level === 'site';
			// A name is longer than most areas are wide, and stands on their neighbours too.
			const ink = labelInk(classes.fillOf(one), beside || level === 'epci', onPage);
			return [{ text, at: position, size: 13, beside, strong: true, ...ink }];
		});
}

/** What stands on an area is read on its colour; what goes beyond it, on the ground. */
function labelInk(fill: AreaFill, beyond: boolean, onPage: boolean) {
	if (beyond || fill.tint === null)
		return { colour: onPage ? 'var(--ink)' : paperTints.light.label, halo: paper(onPage) };
	return { colour: shade(fill.tint.ink, onPage), halo: fillColour(fill, onPage) };
}

/** A value as short as a map needs it: three digits say enough there, the table has all. */
function shortFigure(own: AreaLine, { measure: { column } }: AreaFigures, locale: string): string {
	const value = own.figures[column] ?? 0;
	if ((columnDecimals[column] ?? 0) === 0) return figureOf(own, column, locale);
	return formatNumber(value, locale, value < 10 ? 1 : 0);
}

const row = 30;

/** What a filling looks like in a legend, as a part of an SVG 30 by 20: its colour under its pattern. */
export function legendSample(fill: AreaFill, onPage: boolean): string {
	const { pattern, patternColour = shade(line, onPage) } = patternOf(fill, onPage);
	const tile = pattern ? patternTile(pattern, patternColour) : null;
	const box = (filling: string) =>
		`<rect x="0.5" y="0.5" width="29" height="19" fill="${filling}" stroke="${shade(line, onPage)}"/>`;
	// An id of a legend of its own: what a browser does not show of the map, it does not draw here either.
	const definition =
		tile && `<defs>${tile.definition.replace(tile.id, `legend-${tile.id}`)}</defs>`;
	return `${definition ?? ''}${box(fillColour(fill, onPage))}${tile ? box(`url(#legend-${tile.id})`) : ''}`;
}

/** The legend as paper has it: what each filling stands for. */
export function legendDrawing(legend: readonly LegendEntry[], title: string): string {
	const face = 'font-family="Source Sans 3" font-size="15" fill="#1F1B16"';
	const entries = legend.map(({ label, fill, count }, nth) => {
		const y = String((nth + 1) * row);
		const sample = `<g transform="translate(1 ${y})">${legendSample(fill, false)}</g>`;
		const text = `<text x="42" y="${String((nth + 1) * row + 15)}" ${face}>${escapeMarkup(label)} (${String(count)})</text>`;
		return sample + text;
	});
	const height = String((legend.length + 1) * row);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 250 ${height}"><text x="1" y="16" ${face} font-weight="600">${escapeMarkup(title)}</text>${entries.join('')}</svg>`;
}
