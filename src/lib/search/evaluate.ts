import type { SearchColumns } from './columns.ts';
import { criteriaList } from './criteria-list.ts';
import type { Criteria, CriterionId, Weight } from './criteria.ts';
import { failed, unknown, type Criterion, type PreparedCriterion } from './criterion.ts';
import {
	byteColumn,
	clear,
	countFailures,
	indexesOfZero,
	type ByteColumn
} from './verdict-column.ts';

/** A criterion that was asked, and what it says of every plot. */
export interface AskedCriterion {
	id: CriterionId;
	criterion: Criterion;
	prepared: PreparedCriterion;
	/** Weight of a wish; null for a must. */
	weight: Weight | null;
	/** One `Verdict` a plot; unknown already counts as failed where the visitor is strict. */
	readonly verdicts: Uint8Array;
	/** Plots that fail it, whatever the others say. */
	readonly eliminatedAlone: number;
}

/** Everything that criteria say of a territory's plots, named by their index in the columns. */
export interface Evaluation {
	columns: SearchColumns;
	criteria: Criteria;
	asked: readonly AskedCriterion[];
	/** Plots that fail no must, in their order. */
	passing: Uint32Array;
	/** How many musts each plot fails. */
	readonly failures: Uint8Array;
}

/** A criterion whose verdicts are made when they are first asked for. */
interface LazyCriterion extends AskedCriterion {
	column(): ByteColumn;
	/** Writes its verdicts to a column that is given. */
	judge(column: ByteColumn): void;
}

/**
 * Finds the plots that every must lets through, and judges every plot by every criterion that is asked.
 * Criteria that can look at a few plots only (`keep`) are held against the plots that the others let through;
 * what they say of all plots is made when the funnel asks for it.
 */
export function evaluate(columns: SearchColumns, criteria: Criteria): Evaluation {
	const asked = criteriaList
		.filter((criterion) => criterion.isAsked(criteria))
		.map((criterion) => lazyCriterion(columns, criteria, criterion));
	const musts = asked.filter(({ weight }) => weight === null);
	const early = musts.filter(({ prepared }) => prepared.keep === undefined);
	let passing = early.length === 0 ? columns.everyPlot : letThrough(columns, early);
	for (const { prepared } of musts) passing = prepared.keep?.(passing) ?? passing;
	let failures: ByteColumn | null = null;
	return {
		columns,
		criteria,
		asked,
		passing: passing.slice(),
		get failures() {
			return (failures ??= failuresOf(columns.count, musts)).bytes;
		}
	};
}

/** Plots that fail none of some musts, in the room of the columns: what each must says is kept only when asked for. */
function letThrough(
	{ scratch: { verdicts, failures, plots } }: SearchColumns,
	musts: readonly LazyCriterion[]
): Uint32Array {
	clear(failures);
	for (const must of musts) {
		must.judge(verdicts);
		countFailures(verdicts, failures);
	}
	return indexesOfZero(failures, plots);
}

function failuresOf(count: number, musts: readonly LazyCriterion[]): ByteColumn {
	const failures = byteColumn(count);
	for (const must of musts) countFailures(must.column(), failures);
	return failures;
}

function lazyCriterion(
	columns: SearchColumns,
	criteria: Criteria,
	criterion: Criterion
): LazyCriterion {
	const { id } = criterion;
	const prepared = criterion.prepare(criteria, columns);
	const strict = criteria.strict.includes(id);
	let verdicts: ByteColumn | null = null;
	let eliminatedAlone: number | null = null;
	const judge = ({ bytes }: ByteColumn) => {
		prepared.judge(bytes);
		if (strict) failUnknown(bytes);
	};
	const column = () => {
		if (verdicts === null) judge((verdicts = byteColumn(columns.count)));
		return verdicts;
	};
	return {
		id,
		criterion,
		prepared,
		weight: criteria.wishes[id] ?? null,
		column,
		judge,
		get verdicts() {
			return column().bytes;
		},
		get eliminatedAlone() {
			return (eliminatedAlone ??= countFailures(column(), null));
		}
	};
}

function failUnknown(verdicts: Uint8Array): void {
	for (let plot = 0; plot < verdicts.length; plot += 1)
		if (verdicts[plot] === unknown) verdicts[plot] = failed;
}

/** The musts among the criteria asked, in the order of the funnel. */
export function mustsOf({ asked }: Evaluation): AskedCriterion[] {
	return asked.filter(({ weight }) => weight === null);
}

/** Criteria, musts and wishes, that the source does not answer for a plot. */
export function toCheck({ asked }: Evaluation, plot: number): CriterionId[] {
	return asked
		.filter((one) => one.prepared.keep === undefined && one.verdicts[plot] === unknown)
		.map(({ id }) => id);
}
