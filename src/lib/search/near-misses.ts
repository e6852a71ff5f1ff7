import { daysAYear } from './concession.ts';
import { fieldEntries } from './criteria-list.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import { failed, type Limit, type Unit } from './criterion.ts';
import { dateOfDay } from './day.ts';
import { mustsOf, type AskedCriterion, type Evaluation } from './evaluate.ts';
import { askedValue, missedLimits } from './funnel.ts';

/** One bound asked a little less of, in the criterion's unit; dates are days since 1970. */
export interface Relaxation {
	id: CriterionId;
	/** The field of the criteria that is relaxed. */
	key: string;
	unit: Unit | null;
	from: number;
	to: number;
}

/** What to relax, and the plots that it adds. */
export interface NearMiss {
	changes: [Relaxation] | [Relaxation, Relaxation];
	/** Plots that pass once it is relaxed, by their index. */
	added: Uint32Array;
	/** Sum over the changes of |to − from| / |from|: what it costs. */
	cost: number;
}

const isDate = (asked: string) =>
	fieldEntries.some(([key, { kind }]) => key === asked && kind === 'date');

/** Criteria with another bound under a key. */
function withBound(criteria: Criteria, key: string, bound: number): Criteria {
	return { ...criteria, [key]: isDate(key) ? dateOfDay(bound) : bound };
}

/** Criteria with the bounds of a near miss. */
export function applyRelaxation(
	criteria: Criteria,
	{ changes }: Pick<NearMiss, 'changes'>
): Criteria {
	return changes.reduce((relaxed, { key, to }) => withBound(relaxed, key, to), criteria);
}

/** A plot that fails one bound of one criterion, and by how much in proportion. */
interface Miss {
	plot: number;
	asked: AskedCriterion;
	limit: Limit;
	value: number;
	cost: number;
}

/**
 * The smallest relaxations of one bound, and of two together, that add plots without asking for another project: for each bound or pair of bounds the
 * one that costs least, the cheapest first.
 */
export function nearMisses(evaluation: Evaluation, most = 12): NearMiss[] {
	const singles = new Map<string, Miss[]>();
	const pairs = new Map<string, [Miss, Miss][]>();
	const musts = mustsOf(evaluation);
	for (let plot = 0; plot < evaluation.failures.length; plot += 1) {
		const failures = evaluation.failures[plot] as number;
		if (failures !== 1 && failures !== 2) continue;
		const misses = missesOf(evaluation, musts, plot);
		const [first, second] = misses;
		if (misses.length !== failures || first === undefined) continue;
		if (second === undefined) keep(singles, first.limit.key, first);
		else keep(pairs, `${first.limit.key} ${second.limit.key}`, [first, second]);
	}
	const found = [
		...[...singles.values()].map(single),
		...[...pairs.values()].map((both) => pair(both, singles))
	];
	return found.sort((a, b) => a.cost - b.cost || b.added.length - a.added.length).slice(0, most);
}

function keep<T>(groups: Map<string, T[]>, key: string, value: T) {
	const group = groups.get(key);
	if (group === undefined) groups.set(key, [value]);
	else group.push(value);
}

/**
 * The bounds that keep a plot out, when each of its failed musts misses a single bound by no more than may be
 * conceded; else fewer or none.
 */
function missesOf({ criteria }: Evaluation, musts: AskedCriterion[], plot: number): Miss[] {
	const misses: Miss[] = [];
	for (const asked of musts) {
		if (asked.verdicts[plot] !== failed) continue;
		if (asked.prepared.limits.length === 0) return [];
		const value = askedValue(asked, plot, criteria.strict.includes(asked.id));
		const [limit, another] = missedLimits(asked, value);
		if (limit === undefined || another !== undefined || typeof value !== 'number') return [];
		if (!isWithin(limit, value, limit.furthest)) return [];
		misses.push({ plot, asked, limit, value, cost: costOf(asked, limit, value) });
	}
	return misses;
}

/** How much is conceded in proportion to what was asked; a date in years. */
function costOf({ criterion }: AskedCriterion, { asked, step }: Limit, value: number): number {
	const scale = criterion.unit === 'date' ? daysAYear : Math.max(Math.abs(asked), step);
	return Math.abs(value - asked) / scale;
}

function cheapest<T>(candidates: readonly T[], costOfOne: (candidate: T) => number): T {
	return candidates.reduce((best, one) => (costOfOne(one) < costOfOne(best) ? one : best));
}

function relax({ asked, limit, value }: Miss): Relaxation {
	const { id, criterion } = asked;
	// Rounded, but never beyond what may be conceded.
	const last = limit.furthest;
	const rounded = roundOutwards(value, limit);
	const to = isWithin(limit, rounded, last) ? rounded : last;
	return { id, key: limit.key, unit: criterion.unit, from: limit.asked, to };
}

/** Whether a value passes once a bound stands at `to`. */
function isWithin({ side }: Limit, value: number, to: number): boolean {
	return side === 'min' ? value >= to : value <= to;
}

function isAdded({ limit, value }: Miss, { to }: Relaxation): boolean {
	return isWithin(limit, value, to);
}

function costOfChange({ asked, limit }: Miss, { to }: Relaxation): number {
	return costOf(asked, limit, to);
}

function single(misses: Miss[]): NearMiss {
	const best = cheapest(misses, ({ cost }) => cost);
	const change = relax(best);
	const added = misses.filter((miss) => isAdded(miss, change)).map(({ plot }) => plot);
	return { changes: [change], added: Uint32Array.from(added), cost: costOfChange(best, change) };
}

/** Two bounds together also add what each adds alone. */
function pair(both: [Miss, Miss][], singles: ReadonlyMap<string, Miss[]>): NearMiss {
	const [one, other] = cheapest(both, ([a, b]) => a.cost + b.cost);
	const changes: [Relaxation, Relaxation] = [relax(one), relax(other)];
	const alone = changes.flatMap((change) =>
		(singles.get(change.key) ?? []).filter((miss) => isAdded(miss, change))
	);
	const together = both.filter(([a, b]) => isAdded(a, changes[0]) && isAdded(b, changes[1]));
	return {
		changes,
		added: Uint32Array.from([...alone, ...together.map(([a]) => a)], ({ plot }) => plot).sort(),
		cost: costOfChange(one, changes[0]) + costOfChange(other, changes[1])
	};
}

/** A value rounded to the side that still lets it pass; small values keep two figures. */
export function roundOutwards(value: number, { side, step }: Pick<Limit, 'side' | 'step'>): number {
	let unit = step;
	while (value !== 0 && unit > Math.abs(value) / 4 && unit > 1e-6) unit /= 10;
	// 1.1 / 0.1 is a little more than 11: without the slack it would round to 1.2.
	const steps = value / unit;
	const rounded = side === 'min' ? Math.floor(steps + 1e-9) : Math.ceil(steps - 1e-9);
	const written = (count: number) => Number((count * unit).toFixed(7));
	const passes = side === 'min' ? written(rounded) <= value : written(rounded) >= value;
	return written(passes ? rounded : side === 'min' ? rounded - 1 : rounded + 1);
}
