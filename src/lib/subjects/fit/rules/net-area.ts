import type { PlotNetArea } from '#lib/domain/net-area.ts';
import type { ConstraintType } from '#lib/domain/vocabulary.ts';
import {
	metricArea,
	metricDifference,
	metricOffset,
	metricShape,
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

/**
 * Gross area less each layer that counts, less the setback from the plot's own limit.
 * @param setback in metres: the territory's, or the one that somebody asks for
 */
export function netArea(
	{ outline, layers }: Pick<PlotNetArea, 'outline' | 'layers'>,
	setback: number
): NetArea {
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
	if (setback > 0) take('setback', metricDifference(whole, [metricOffset(whole, -setback)]));
	return { gross, deductions, net: area, outline: whole, ground: left };
}
