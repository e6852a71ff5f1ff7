import type { MultiPolygon, Polygon } from 'geojson';
import { drawMap, groundArea, pageInk, type MapShape } from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import type { Box } from '#lib/domain/feature.ts';
import type { LandClass } from '#lib/domain/land-class.ts';
import type { Pattern, Tint } from '#lib/domain/meaning-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatKilometres } from '#lib/ui/format.ts';
import type { FreePlot } from '../free-plots.ts';
import { hectaresText } from './ledger-table.ts';
import { spreadMarks } from '#lib/documents/spread-marks.ts';
import { classWords } from './scenario-table.ts';

/** How land of each class is drawn: by colour and by pattern. */
export const classMarks: Record<LandClass, Tint & { pattern: Pattern }> = {
	brownfield: { light: '#C99AC7', dark: '#8E3B8B', pattern: 'brick' },
	urbanised: { light: '#7FBBA6', dark: '#0B7A5B', pattern: 'solid' },
	new: { light: '#F0C274', dark: '#9A5F00', pattern: 'dots' },
	unknown: { light: '#FFFFFF', dark: '#1D2126', pattern: 'hatch' }
};

/** Ground that the plots are shown on. */
export interface PlotGround {
	areas: readonly { id: string; surface: Polygon | MultiPolygon | null }[];
	borders: readonly (Polygon | MultiPolygon)[];
	box: Box | null;
}

interface DrawnPlots {
	/** Ticked or not; the first ones keep their place where two would stand on one another. */
	plots: readonly FreePlot[];
	ticked: ReadonlySet<string>;
	ground: PlotGround;
	/** Where a click on a plot leads: to the same page with it ticked, or no longer. */
	hrefOf: (plot: FreePlot) => string;
	locale: string;
}

/** In pixels; two marks of this size stand side by side. */
const radius = 9;

const shade = ({ light, dark }: Tint) => `light-dark(${light}, ${dark})`;

function plotName({ name, areaHa, landClass }: FreePlot, isTicked: boolean, locale: string) {
	const said = { name, area: hectaresText(areaHa, locale), class: classWords[landClass]() };
	return isTicked ? m.ledger_map_untick(said) : m.ledger_map_tick(said);
}

/** Free plots of a place as marks that are links, as SVG of a page; null where no outline is known. */
export function plotMap({ plots, ticked, ground, hrefOf, locale }: DrawnPlots): string | null {
	if (ground.box === null) return null;
	const frame = mapFrame({
		...{ box: ground.box, width: 760, height: 640, margin: 0.04, leastMetres: 1500 }
	});
	const at = spreadMarks(
		plots.map((plot) => plot.at),
		frame,
		2 * radius
	);
	const marks = plots.map((plot, nth): MapShape => {
		const isTicked = ticked.has(plot.id);
		const { pattern, ...tint } = classMarks[plot.landClass];
		const link = { href: hrefOf(plot), name: plotName(plot, isTicked, locale) };
		return {
			...{ kind: 'mark', at: at[nth] ?? plot.at, radius, fill: shade(tint), pattern, link },
			line: 'var(--ink)'
		};
	});
	return drawMap({
		...{ frame, ground: 'var(--paper-sunken)', north: m.dossier_north(), colours: pageInk },
		shapes: [
			...ground.areas.flatMap(({ surface }) => (surface ? [groundArea(surface, 0.4)] : [])),
			...ground.borders.map((surface) => groundArea(surface, 1.4)),
			...marks
		],
		// A tick on the mark, so that what is chosen is seen without colour.
		labels: plots.flatMap((plot, nth) =>
			ticked.has(plot.id) ? [{ ...tick, at: at[nth] ?? plot.at }] : []
		),
		lengthText: (metres) => formatKilometres(metres / 1000, locale)
	});
}

const tick = {
	...{ text: '✓', size: 21, strong: true, beside: false },
	...{ colour: 'var(--ink)', halo: 'var(--paper)' }
};
