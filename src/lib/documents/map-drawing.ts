import type { Geometry, LineString, MultiPolygon, Polygon, Position } from 'geojson';
import { escapeMarkup } from '#lib/domain/escape-markup.ts';
import type { ClassPattern, Pattern } from '#lib/domain/meaning-colours.ts';
import type { MapFrame } from './map-frame.ts';
import { scaleLength } from './map-frame.ts';
import { placeLabels, type MapLabel } from './map-labels.ts';
import { drawPictures, type MapPictures } from './map-pictures.ts';

export interface AreaStyle {
	fill: string | null;
	/** Of the filling, from 0 to 1. */
	opacity?: number;
	/** Laid over the filling, in the colour of the line where it has none of its own. */
	pattern?: ClassPattern;
	patternColour?: string;
	line: string | null;
	lineWidth?: number;
	dashed?: boolean;
}

/** What a shape of a page leads to, by a name that says what it shows. */
export interface ShapeLink {
	href: string;
	name: string;
}

/** What is drawn, from the ground up; positions in degrees. */
export type MapShape =
	| ({ kind: 'area'; surface: Polygon | MultiPolygon; link?: ShapeLink } & AreaStyle)
	| { kind: 'line'; line: LineString; colour: string; width: number; dash?: string }
	| {
			kind: 'mark';
			at: Position;
			radius: number;
			fill: string;
			line: string;
			pattern?: ClassPattern;
			patternColour?: string;
			link?: ShapeLink;
	  }
	| ({ kind: 'pictures' } & MapPictures)
	/** What is drawn already, in pixels of the frame. */
	| { kind: 'drawn'; svg: string }
	/** Strokes on a grid of 20 × 20, its middle at a place, so many pixels wide. */
	| { kind: 'sign'; at: Position; path: string; size: number; colour: string };

/** Colours of lines and letters: fixed on paper, those of the reader's shade on a page. */
export interface MapInk {
	ink: string;
	halo: string;
	frame: string;
}

const paperInk: MapInk = { ink: '#332E28', halo: '#fff', frame: '#8A8175' };
export const pageInk: MapInk = {
	ink: 'var(--ink)',
	halo: 'var(--paper)',
	frame: 'var(--hairline)'
};

/** An area of the ground of a page: a commune filled under its hairline, the border of an EPCI above. */
export const groundArea = (surface: Polygon | MultiPolygon, lineWidth: number): MapShape => ({
	...{ kind: 'area', surface, lineWidth, line: 'var(--ink-soft)' },
	fill: lineWidth > 1 ? null : 'var(--paper-raised)'
});

export interface DrawnMap {
	frame: MapFrame;
	ground: string;
	shapes: readonly MapShape[];
	/** The most important first. */
	labels: readonly (Omit<MapLabel, 'at'> & { at: Position })[];
	/** A length of ground in words: 200 → « 200 m ». */
	lengthText: (metres: number) => string;
	/** The letter of the north. */
	north: string;
	/** That of paper where none is given. */
	colours?: MapInk;
}

const face = 'font-family="Source Sans 3"';
const round = (value: number) => String(Math.round(value * 10) / 10);

/** A map as SVG with its scale bar and its north: lines and letters alone, in pixels of its frame. */
export function drawMap({
	frame,
	ground,
	shapes,
	labels,
	lengthText,
	north,
	colours = paperInk
}: DrawnMap): string {
	const { width, height, place } = frame;
	const used = new Set<string>();
	const drawn = shapes.map((shape) => drawShape(shape, frame, used)).join('');
	const scale = scaleLength(frame, 0.3);
	const furniture: [number, number, number, number][] = [
		[6, height - 34, 18 + scale.pixels, height - 4],
		[width - 30, 4, width - 4, 44]
	];
	const placed = placeLabels(
		labels.map((label) => ({ ...label, at: place(label.at) })),
		frame,
		furniture
	);
	const names = placed.map(({ text, x, y, size, strong, colour, halo = ground }) => {
		const weight = strong ? '600' : '400';
		return `<text x="${round(x)}" y="${round(y)}" text-anchor="middle" ${face} font-size="${round(size)}" font-weight="${weight}" fill="${colour}" stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escapeMarkup(text)}</text>`;
	});
	const size = `${round(width)}" height="${round(height)}"`;
	// An SVG within the SVG leaves out what lies beyond its edges, and needs no name to do so.
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}"><defs>${[...used].join('')}</defs>` +
		`<svg width="${size}><rect width="${size} fill="${ground}"/>${drawn}${names.join('')}</svg>` +
		`${scaleBar(height, scale, lengthText, colours)}${northArrow(width, north, colours)}` +
		`<rect x="0.5" y="0.5" width="${round(width - 1)}" height="${round(height - 1)}" fill="none" stroke="${colours.frame}" stroke-width="1"/></svg>`
	);
}

function drawShape(shape: MapShape, frame: MapFrame, used: Set<string>): string {
	switch (shape.kind) {
		case 'mark': {
			const [x, y] = frame.place(shape.at);
			const circle = (fill: string, stroke: string) =>
				`<circle cx="${round(x)}" cy="${round(y)}" r="${round(shape.radius)}" fill="${fill}"${stroke}/>`;
			const over = patternFill(shape.pattern, shape.patternColour ?? shape.line, used);
			const drawn = circle(shape.fill, ` stroke="${shape.line}" stroke-width="1.5"`);
			return linked(drawn + (over === null ? '' : circle(over, '')), shape.link);
		}
		case 'sign': {
			const [x, y] = frame.place(shape.at).map((side) => side - shape.size / 2);
			if (x === undefined || y === undefined) return '';
			const pen = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
			return `<g transform="translate(${round(x)} ${round(y)}) scale(${String(shape.size / 20)})" ${pen}><path d="${shape.path}" stroke="#FFFFFF" stroke-width="5"/><path d="${shape.path}" stroke="${shape.colour}" stroke-width="1.7"/></g>`;
		}
		case 'line': {
			const path = linePath(shape.line.coordinates, frame);
			if (path === '') return '';
			const dash = shape.dash === undefined ? '' : ` stroke-dasharray="${shape.dash}"`;
			return `<path d="${path}" fill="none" stroke="${shape.colour}" stroke-width="${round(shape.width)}" stroke-linejoin="round" stroke-linecap="${shape.dash ? 'butt' : 'round'}"${dash}/>`;
		}
		case 'pictures':
			return drawPictures(shape);
		case 'drawn':
			return shape.svg;
		case 'area':
			return drawArea(shape, frame, used);
	}
}

function drawArea(
	shape: Extract<MapShape, { kind: 'area' }>,
	frame: MapFrame,
	used: Set<string>
): string {
	const { surface, fill, opacity = 1, pattern, line, lineWidth = 1, dashed } = shape;
	const { patternColour = line } = shape;
	const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();
	const path = rings
		.map((ring) => linePath(ring, frame))
		.filter(Boolean)
		.map((ring) => `${ring}Z`)
		.join('');
	if (path === '') return '';
	const stroke =
		line === null
			? ''
			: ` stroke="${line}" stroke-width="${round(lineWidth)}" stroke-linejoin="round"${dashed ? ' stroke-dasharray="5 3"' : ''}`;
	const clear = opacity === 1 ? '' : ` fill-opacity="${round(opacity)}"`;
	const filled = fill === null ? 'fill="none"' : `fill="${fill}"${clear}`;
	const laid = patternFill(pattern, patternColour, used);
	const over = laid === null ? '' : `<path d="${path}" fill="${laid}" fill-rule="evenodd"/>`;
	return linked(`<path d="${path}" ${filled} fill-rule="evenodd"${stroke}/>${over}`, shape.link);
}

/** A shape as a link, named for who points at it and for who hears it. */
function linked(drawn: string, link: ShapeLink | undefined): string {
	if (!link) return drawn;
	const name = escapeMarkup(link.name);
	return `<a href="${escapeMarkup(link.href)}" aria-label="${name}"><title>${name}</title>${drawn}</a>`;
}

/** The pattern to lay over a filling, kept among those that the map uses; null for none. */
function patternFill(
	pattern: ClassPattern | undefined,
	colour: string | null,
	used: Set<string>
): string | null {
	const tile = pattern && colour !== null ? patternTile(pattern, colour) : null;
	if (tile) used.add(tile.definition);
	return tile && `url(#${tile.id})`;
}

/** A line as a path; empty where it lies outside the frame; steps of less than half a pixel are left out. */
function linePath(positions: readonly Position[], { placeLine, width, height }: MapFrame): string {
	const points: [number, number][] = [];
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of placeLine(positions)) {
		[left, top] = [Math.min(left, x), Math.min(top, y)];
		[right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
		const last = points.at(-1);
		if (!last || Math.hypot(x - last[0], y - last[1]) >= 0.5) points.push([x, y]);
	}
	if (right < 0 || bottom < 0 || left > width || top > height || points.length < 2) return '';
	return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
}

/** How much of an area is filled under its pattern, as on the map. */
export const patternOpacity: Record<Pattern, number> = {
	...{ solid: 0.8, hatch: 0.22, dots: 0.2, light: 0.16 },
	...{ outline: 0.06, cross: 0.1, brick: 0.15, dashed: 0 }
};

const strokes: Partial<Record<ClassPattern, string>> = {
	hatch: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
	cross: 'M-2 2L2 -2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6 -2L10 2',
	lines: 'M0 2H8M0 6H8',
	slope: 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
	brick: 'M0 0.5H8M0 4.5H8M2 0.5V4.5M6 4.5V8.5'
};

/** A pattern that an SVG may be filled with; null for one that is plain. */
export function patternTile(
	pattern: ClassPattern,
	colour: string
): { id: string; definition: string } | null {
	const path = strokes[pattern];
	if (path === undefined && pattern !== 'dots') return null;
	const id = `${pattern}-${colour.replaceAll(/\W/g, '')}`;
	const marks =
		path === undefined
			? `<circle cx="2" cy="2" r="1" fill="${colour}"/><circle cx="6" cy="6" r="1" fill="${colour}"/>`
			: `<path d="${path}" fill="none" stroke="${colour}" stroke-width="0.9"/>`;
	return {
		id,
		definition: `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">${marks}</pattern>`
	};
}

function scaleBar(
	height: number,
	{ metres, pixels }: { metres: number; pixels: number },
	lengthText: (metres: number) => string,
	{ ink, halo }: MapInk
): string {
	const y = height - 12;
	const bar = `M12 ${round(y - 5)}V${round(y)}H${round(12 + pixels)}V${round(y - 5)}`;
	return `<g fill="none"><path d="${bar}" stroke="${halo}" stroke-width="4" stroke-linecap="square"/><path d="${bar}" stroke="${ink}" stroke-width="1.5"/></g><text x="12" y="${round(y - 10)}" ${face} font-size="12" fill="${ink}" stroke="${halo}" stroke-width="3" paint-order="stroke">${escapeMarkup(lengthText(metres))}</text>`;
}

function northArrow(width: number, north: string, { ink, halo }: MapInk): string {
	const x = width - 17;
	return `<g fill="${ink}"><path d="M${round(x)} 10L${round(x + 6)} 28L${round(x)} 24L${round(x - 6)} 28Z" stroke="${halo}" stroke-width="1"/><text x="${round(x)}" y="40" text-anchor="middle" ${face} font-weight="600" font-size="12" stroke="${halo}" stroke-width="3" paint-order="stroke">${escapeMarkup(north)}</text></g>`;
}

/** The surface of a geometry; null for a point, a line and nothing. */
export function surfaceOf(geometry: Geometry | null): Polygon | MultiPolygon | null {
	return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
}
