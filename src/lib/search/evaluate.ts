import type { SearchColumns } from './columns.ts';
import { criteriaList } from './criteria-list.ts';
import type { Criteria, CriterionId, Weight } from './criteria.ts';
import { failed, unknown, type Criterion, type PreparedCriterion } from './criterion.ts';

/** A criterion that was asked, and what it says of every plot. */
export interface AskedCriterion {
	id: CriterionId;
	criterion: Criterion;
	prepared: PreparedCriterion;
	/** Weight of a wish; null for a must. */
	weight: Weight | null;
	/** One `Verdict` a plot; unknown already counts as failed where the visitor is strict. */
	verdicts: Uint8Array;
	/** Plots that fail it, whatever the others say. */
	eliminatedAlone: number;
}

/** Everything that criteria say of a territory's plots, named by their index in the columns. */
export interface Evaluation {
	columns: SearchColumns;
	criteria: Criteria;
	asked: readonly AskedCriterion[];
	/** How many musts each plot fails. */
	failures: Uint8Array;
	/** Plots that fail no must, in their order. */
	passing: Uint32Array;
}

/** Judges every plot by every criterion that is asked. */
export function evaluate(columns: SearchColumns, criteria: Criteria): Evaluation {
	const asked = criteriaList
		.filter((criterion) => criterion.isAsked(criteria))
		.map((criterion) => judge(columns, criteria, criterion));
	const failures = new Uint8Array(columns.count);
	for (const { weight, verdicts } of asked) {
		if (weight !== null) continue;
		for (let plot = 0; plot < failures.length; plot += 1)
			if (verdicts[plot] === failed) failures[plot] = (failures[plot] as number) + 1;
	}
	return { columns, criteria, asked, failures, passing: indexesOf(failures, 0) };
}

function judge(columns: SearchColumns, criteria: Criteria, criterion: Criterion): AskedCriterion {
	const { id } = criterion;
	const prepared = criterion.prepare(criteria, columns);
	const verdicts = new Uint8Array(columns.count);
	prepared.judge(verdicts);
	const strict = criteria.strict.includes(id);
	let eliminatedAlone = 0;
	for (let plot = 0; plot < verdicts.length; plot += 1) {
		const verdict = verdicts[plot] as number;
		if (verdict === failed) eliminatedAlone += 1;
		else if (strict && verdict === unknown) {
			verdicts[plot] = failed;
			eliminatedAlone += 1;
		}
	}
	const weight = criteria.wishes[id] ?? null;
	return { id, criterion, prepared, weight, verdicts, eliminatedAlone };
}

/** Indexes at which a column has a value. */
export function indexesOf(column: Uint8Array, value: number): Uint32Array {
	const found = new Uint32Array(column.length);
	let count = 0;
	for (let index = 0; index < column.length; index += 1)
		if (column[index] === value) {
			found[count] = index;
			count += 1;
		}
	return found.slice(0, count);
}

/** The musts among the criteria asked, in the order of the funnel. */
export function mustsOf({ asked }: Evaluation): AskedCriterion[] {
	return asked.filter(({ weight }) => weight === null);
}

/** Criteria, musts and wishes, that the source does not answer for a plot. */
export function toCheck({ asked }: Evaluation, plot: number): CriterionId[] {
	return asked.filter(({ verdicts }) => verdicts[plot] === unknown).map(({ id }) => id);
}
