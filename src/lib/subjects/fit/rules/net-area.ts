import type { BoundaryPart, PlotNetArea } from '#lib/domain/net-area.ts';
import type { ConstraintType } from '#lib/domain/constraint-kinds.ts';
import {
	metricArea,
	metricDifference,
	metricOffset,
	metricShape,
	metricStrip,
	type MetricShape
} from '#lib/geo/metric-shape.ts';

/** One deduction, in m²: what it takes of what the ones before it left. */
export interface Deduction {
	kind: ConstraintType | 'setback';
	squareMetres: number;
	/** Of what it takes before any other. */
	shape: MetricShape;
}

/** A plot from its gross area to its net one, step by step; areas in m² of Lambert-93. */
export interface NetArea {
	gross: number;
	deductions: Deduction[];
	net: number;
	outline: MetricShape;
	/** What a building may stand on. */
	ground: MetricShape;
}

/** What a net area is computed of. */
export type NetGround = Pick<PlotNetArea, 'outline' | 'layers' | 'boundaries'>;

/** Whether anything is kept free along the limit. */
export function hasSetback(
	{ boundaries }: Pick<NetGround, 'boundaries'>,
	setback: number
): boolean {
	return setback > 0 || boundaries.some(({ metres }) => metres !== null && metres > 0);
}

/** What the setbacks take: along each part of the limit its own, else the one that holds everywhere. */
function setbackShape(
	whole: MetricShape,
	boundaries: readonly BoundaryPart[],
	setback: number
): MetricShape {
	if (boundaries.every(({ metres }) => metres === null))
		return metricDifference(whole, [metricOffset(whole, -setback)]);
	const strips = boundaries.flatMap(({ metres, line }) => {
		const width = metres ?? setback;
		if (width === 0) return [];
		const lines = line.type === 'LineString' ? [line.coordinates] : line.coordinates;
		return [metricStrip(lines, whole.origin, width)];
	});
	return metricDifference(whole, [metricDifference(whole, strips)]);
}

/**
 * Gross area less each layer that counts, less the setbacks from the plot's own limit.
 * @param setback in metres, where a part of the limit has none of its own: the territory's, or the one that somebody asks
 */
export function netArea({ outline, layers, boundaries }: NetGround, setback: number): NetArea {
	const whole = metricShape(outline);
	const gross = metricArea(whole);
	const deductions: Deduction[] = [];
	let left = whole;
	let area = gross;
	const take = (kind: Deduction['kind'], shape: MetricShape) => {
		left = metricDifference(left, [shape]);
		const remains = metricArea(left);
		deductions.push({ kind, shape, squareMetres: area - remains });
		area = remains;
	};
	for (const { kind, isLoaded, geometry } of layers)
		if (isLoaded)
			take(kind, geometry === null ? { ...whole, rings: [] } : metricShape(geometry, whole.origin));
	if (hasSetback({ boundaries }, setback))
		take('setback', setbackShape(whole, boundaries, setback));
	return { gross, deductions, net: area, outline: whole, ground: left };
}
