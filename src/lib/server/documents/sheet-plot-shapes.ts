import type { MapShape } from '#lib/documents/map-drawing.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import { stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroupOf, stageGroups } from '#lib/domain/plot.ts';
import type { MapSheet } from '../territory/map-sheet-question.ts';
import { plotShape } from './plot-maps.ts';

const colours = paperTints.light;

/** What is on sale lies above the rest, and what answers above what does not. */
export function sheetPlotShapes({ plots }: Pick<MapSheet, 'plots'>, far: boolean): MapShape[] {
	const order = ({ passes, nearlyPasses, saleStage }: SheetPlot) =>
		passes
			? 2 + stageGroups.length - stageGroups.indexOf(stageGroupOf(saleStage))
			: Number(nearlyPasses);
	return plots.toSorted((one, other) => order(one) - order(other)).map(far ? plotMark : plotArea);
}

type SheetPlot = MapSheet['plots'][number];

/** Its filling where it answers, a broken line in its colour where a concession would add it, else a shade. */
function plotArea(plot: SheetPlot): MapShape {
	if (plot.passes) return plotShape(plot);
	const { light } = stageTints[stageGroupOf(plot.saleStage)];
	const shade = {
		kind: 'area',
		surface: plot.geometry,
		fill: colours.labelSoft,
		opacity: 0.1
	} as const;
	return plot.nearlyPasses
		? { ...shade, line: light, lineWidth: 2, dashed: true }
		: { ...shade, line: colours.labelSoft, lineWidth: 0.5 };
}

/** The same from afar: a disc, a ring, a point. */
function plotMark({ centre: at, passes, nearlyPasses, saleStage }: SheetPlot): MapShape {
	const { light } = stageTints[stageGroupOf(saleStage)];
	const isSolid = stageGroupOf(saleStage) === 'for-sale';
	if (passes)
		return { kind: 'mark', at, radius: 4, fill: isSolid ? light : '#FFFFFF', line: light };
	if (nearlyPasses) return { kind: 'mark', at, radius: 2.6, fill: '#FFFFFF', line: light };
	return { kind: 'mark', at, radius: 1.8, fill: colours.hairline, line: 'none' };
}
