import type { PlacedPlot } from '#lib/search/atlas.ts';
import { criteriaList } from '#lib/search/criteria-list.ts';
import { passed, type Criterion, type PreparedCriterion } from '#lib/search/criterion.ts';
import type { PanelGroup } from '#lib/search/field.ts';
import { cell, differ, type ComparedGround } from './compared-ground.ts';
import type { ComparedCell, ComparedGroup, ComparedLine } from './comparison.ts';
import { directionOf, marked } from './direction.ts';
import { sourceOf } from './sources.ts';

/**
 * Criteria of which a plot has a value. What is written of it and where it lies on the map are none; nor is a
 * question about a column that another criterion shows as it is (on sale: its stage; waste land: its occupation).
 */
const shown: readonly Criterion[] = criteriaList.filter(
	({ alwaysKnown, judged, field }) =>
		alwaysKnown !== true &&
		!(
			judged === 'otherwise' &&
			criteriaList.some((other) => other.judged === 'choice' && other.field === field)
		)
);

/** The heading of the panel under which a criterion is asked. */
function groupOf({ fields }: Criterion): PanelGroup {
	const groups = Object.values(fields).flatMap(({ panel }) => (panel ? [panel.group] : []));
	return groups[0] ?? 'state';
}

/** One line a criterion, under the headings of the panel, in the order of the funnel. */
export function criteriaGroups(
	ground: ComparedGround,
	placed: readonly PlacedPlot[]
): ComparedGroup[] {
	const byGroup = Map.groupBy(shown, groupOf);
	return [...byGroup].map(([id, criteria]) => ({
		id,
		lines: criteria.map((criterion) => lineOf(criterion, ground, placed))
	}));
}

function lineOf(
	criterion: Criterion,
	ground: ComparedGround,
	placed: readonly PlacedPlot[]
): ComparedLine {
	const prepared = criterion.prepare(ground.criteria, ground.columns);
	const cells = placed.map((one, at) =>
		cellOf(criterion, prepared, ground, { placed: one, index: ground.indexes[at] ?? -1 })
	);
	return {
		subject: { kind: 'criterion', id: criterion.id },
		unit: criterion.unit,
		cells: marked(cells, directionOf(criterion)),
		differs: differ(cells)
	};
}

function cellOf(
	criterion: Criterion,
	prepared: PreparedCriterion,
	ground: ComparedGround,
	{ placed, index }: { placed: PlacedPlot; index: number }
): ComparedCell {
	const value = prepared.valueAt(index);
	if (reachesNothing(criterion, value)) return cell(ground, null, null, { note: 'not-concerned' });
	if (value === null) {
		const note = noteOf(criterion, prepared, ground, { placed, index });
		return cell(ground, null, null, { note });
	}
	const measuredBy = prepared.measuredBy?.(index) ?? null;
	const source = sourceOf(criterion, { placed, index, byRoad: measuredBy === 'road' }, ground);
	return cell(ground, value, source, {
		measuredBy,
		interval: prepared.intervalAt?.(index) ?? null
	});
}

/** What is no free land is kept as reaching no area with others, so that it fails; here it would be the worst of all. */
const reachesNothing = ({ id }: Criterion, value: number | string | null) =>
	id === 'assembled' && value === 0;

/** Why a plot has no value: it is told on request, or it passes because the question does not concern it. */
function noteOf(
	{ id }: Criterion,
	prepared: PreparedCriterion,
	{ columns }: ComparedGround,
	{ placed, index }: { placed: PlacedPlot; index: number }
): ComparedCell['note'] {
	if (id === 'price') return placed.plot.priceOnRequest === true ? 'on-request' : null;
	const verdicts = new Uint8Array(columns.count);
	prepared.judge(verdicts);
	return verdicts[index] === passed ? 'not-concerned' : null;
}
