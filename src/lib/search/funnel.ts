import type { MeasuredBy } from './access-columns.ts';
import type { CriterionId } from './criteria.ts';
import { failed, type Limit, type Unit } from './criterion.ts';
import { mustsOf, type AskedCriterion, type Evaluation } from './evaluate.ts';

/** One must of the funnel, after those before it, in figures. */
export interface FunnelFigures {
	id: CriterionId;
	/** Plots left after this step. */
	remaining: number;
	/** Plots that this criterion fails, whatever the others say. */
	eliminatedAlone: number;
}

/** The same, with the plots behind the figures. */
export interface FunnelStep extends FunnelFigures {
	/** Plots that passed every step before and fail this one. */
	removed: Uint32Array;
}

/** Why a plot fails a criterion. */
export interface Failure {
	id: CriterionId;
	/** What the plot has: a figure in `unit`, a code, or null when the source does not say (strict criterion). */
	value: number | string | null;
	unit: Unit | null;
	/** The bound it misses; null for a choice. */
	limit: Limit | null;
	/** How far the value is from passing, in `unit`; null for a choice. */
	missing: number | null;
	measuredBy: MeasuredBy | null;
	/** Least and most that the value may be, where the source gives brackets. */
	interval: [low: number, high: number] | null;
}

/** The musts in order, with what each takes away. */
export function funnel(evaluation: Evaluation): FunnelStep[] {
	let left = evaluation.columns.everyPlot;
	return mustsOf(evaluation).map(({ id, verdicts, eliminatedAlone }) => {
		const [kept, removed] = split(left, verdicts);
		left = kept;
		return { id, remaining: kept.length, eliminatedAlone, removed };
	});
}

/** The funnel for whom the plots themselves are too many. */
export function funnelFigures(evaluation: Evaluation): FunnelFigures[] {
	return funnel(evaluation).map(({ id, remaining, eliminatedAlone }) => ({
		id,
		remaining,
		eliminatedAlone
	}));
}

/** Plots that do not fail, then those that do. */
function split(
	plots: Uint32Array,
	verdicts: Uint8Array
): [kept: Uint32Array, removed: Uint32Array] {
	const [kept, removed] = [new Uint32Array(plots.length), new Uint32Array(plots.length)];
	let count = 0;
	// Without a branch: each is written to both, and stays where it belongs.
	for (let at = 0; at < plots.length; at += 1) {
		const plot = plots[at] as number;
		kept[count] = plot;
		removed[at - count] = plot;
		count += Number(verdicts[plot] !== failed);
	}
	return [kept.slice(0, count), removed.slice(0, plots.length - count)];
}

/** Why a plot fails a criterion that is asked; null when it does not. */
export function failureOf(
	{ asked, criteria }: Evaluation,
	id: CriterionId,
	plot: number
): Failure | null {
	const found = asked.find((one) => one.id === id);
	if (found?.verdicts[plot] !== failed) return null;
	const { criterion, prepared } = found;
	const value = askedValue(found, plot, criteria.strict.includes(id));
	const limit = missedLimits(found, value)[0] ?? null;
	return {
		id,
		value,
		unit: criterion.unit,
		limit,
		missing: limit === null || typeof value !== 'number' ? null : Math.abs(value - limit.asked),
		measuredBy: value === null ? null : (prepared.measuredBy?.(plot) ?? null),
		interval: prepared.intervalAt?.(plot) ?? null
	};
}

/** The value that bounds are held against: of an interval the best it may be, for a strict criterion the worst. */
export function askedValue(
	{ prepared }: AskedCriterion,
	plot: number,
	strict: boolean
): number | string | null {
	const interval = strict ? prepared.intervalAt?.(plot) : null;
	return interval?.[0] ?? prepared.valueAt(plot);
}

/** The bounds that a value misses; none for a value that is no number. */
export function missedLimits({ prepared }: AskedCriterion, value: number | string | null): Limit[] {
	if (typeof value !== 'number') return [];
	return prepared.limits.filter(({ side, asked }) =>
		side === 'min' ? value < asked : value > asked
	);
}
