import { m } from '#lib/paraglide/messages.js';
import { formatNumber } from '#lib/ui/format.ts';
import { mobiliseCriteria, type MobiliseCriterion } from '../mobilise-query.ts';
import type { Scored, Sensitivity } from '../mobilise-score.ts';
import {
	sieveSources,
	type SieveSource,
	type SieveStep,
	type SieveStepId
} from '../mobilise-sieve.ts';
import { hectareColumn, hectaresText, textColumn, type LedgerTable } from './ledger-table.ts';

export const criterionWords: Record<MobiliseCriterion, () => string> = {
	serviced: m.mobilise_serviced,
	vacancy: m.mobilise_vacancy,
	brownfield: m.mobilise_brownfield,
	demand: m.mobilise_demand,
	access: m.mobilise_access,
	clear: m.mobilise_clear
};
const stepWords: Record<SieveStepId, () => string> = {
	all: m.mobilise_step_all,
	sources: m.mobilise_step_sources,
	unsold: m.mobilise_step_unsold,
	unconstrained: m.mobilise_step_unconstrained,
	permitted: m.mobilise_step_permitted
};
const sourceWords: Record<SieveSource, () => string> = {
	gap: m.mobilise_source_gap,
	reserve: m.mobilise_source_reserve,
	building: m.mobilise_source_building,
	brownfield: m.mobilise_source_brownfield
};
const inHectares = (source: SieveSource) =>
	m.mobilise_column_hectares({ source: sourceWords[source]() });

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);

/** A score, or the two that it lies between. */
function scoreText({ low, high }: Pick<Scored, 'low' | 'high'>, locale: string): string {
	const [least, most] = [low, high].map((one) => formatNumber(one, locale, 1));
	return least === most
		? (least ?? '')
		: m.inventory_interval({ low: least ?? '', high: most ?? '' });
}

/** Bars beyond this many would be a page of their own; the table has all. */
const mostBars = 12;

/** Candidates by rank, with what each criterion gives. @param hrefOf the card of a candidate */
export function scoreTable(
	ranked: readonly Scored[],
	hrefOf: (one: Scored) => string,
	locale: string
): LedgerTable {
	const [first] = ranked;
	return {
		...{ id: 'classement', title: m.mobilise_ranking_title(), how: m.mobilise_ranking_how() },
		finding: first
			? m.mobilise_ranking_finding({
					name: first.name,
					score: scoreText(first, locale),
					hectares: hectaresText(first.freeHa, locale)
				})
			: m.mobilise_ranking_none(),
		...{ head: m.mobilise_head_candidate(), total: null },
		columns: [
			...[m.mobilise_column_rank(), m.mobilise_column_low(), m.mobilise_column_high()],
			...[m.mobilise_column_free(), ...mobiliseCriteria.map((one) => criterionWords[one]())]
		].map(hectareColumn),
		rows: ranked.map((one) => ({
			...{ key: `${one.kind} ${one.id}`, label: one.name, href: hrefOf(one) },
			cells: [
				...[one.rank, rounded(one.low), rounded(one.high), one.freeHa],
				...mobiliseCriteria.map((criterion) => rounded(one.values[criterion]))
			]
		})),
		bars: ranked.slice(0, mostBars).map((one) => ({
			...{ key: `${one.kind} ${one.id}`, label: one.name, text: scoreText(one, locale) },
			...{ low: one.low, high: one.high },
			link: { href: hrefOf(one), name: `${one.name}, ${scoreText(one, locale)}` }
		}))
	};
}

/** Which ranks change when a weight moves by 20 %. */
export function sensitivityTable(moves: readonly Sensitivity[], locale: string): LedgerTable {
	const most = moves.toSorted((a, b) => b.changes.length - a.changes.length)[0];
	const move = ({ criterion, percent }: Sensitivity) =>
		m.mobilise_move({
			criterion: criterionWords[criterion](),
			percent: `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent), locale)}`
		});
	return {
		...{ id: 'sensibilite', title: m.mobilise_moves_title(), how: m.mobilise_moves_how() },
		finding:
			!most || most.changes.length === 0
				? m.mobilise_moves_none()
				: m.mobilise_moves_finding({ move: move(most), count: most.changes.length }),
		...{ head: m.mobilise_head_move(), total: null, bars: [] },
		columns: [hectareColumn(m.mobilise_column_changes()), textColumn(m.mobilise_column_which())],
		rows: moves.map((one) => ({
			...{ key: `${one.criterion} ${String(one.percent)}`, label: move(one), href: null },
			cells: [
				one.changes.length,
				one.changes
					.map(({ name, from, to }) => m.mobilise_change({ name, from, to }))
					.join(m.list_separator())
			]
		}))
	};
}

/** From all hectares to those that can be mobilised, by source. */
export function sieveTable(steps: readonly SieveStep[], locale: string): LedgerTable {
	const [all, last] = [steps[0], steps.at(-1)];
	return {
		...{ id: 'tamis', title: m.mobilise_sieve_title(), how: m.mobilise_sieve_how(), total: null },
		finding:
			all && last && all.plots > 0
				? m.mobilise_sieve_finding({
						all: hectaresText(all.hectares, locale),
						hectares: hectaresText(last.hectares, locale),
						plots: formatNumber(last.plots, locale)
					})
				: m.mobilise_sieve_none(),
		head: m.mobilise_head_step(),
		columns: [
			...[m.mobilise_column_plots(), m.ledger_hectares()],
			...sieveSources.map(inHectares)
		].map(hectareColumn),
		rows: steps.map(({ id, plots, hectares, bySource }) => ({
			...{ key: id, label: stepWords[id](), href: null },
			cells: [plots, hectares, ...sieveSources.map((one) => bySource[one].hectares)]
		})),
		bars: steps.map(({ id, hectares, plots }) => ({
			...{ key: id, label: stepWords[id](), low: hectares, high: hectares },
			text: m.frozen_bar({
				count: formatNumber(plots, locale),
				hectares: hectaresText(hectares, locale)
			})
		}))
	};
}

/** The plots of each step: those that it stops, and at the end those that stay. */
export function sievedTable(
	steps: readonly SieveStep[],
	hrefOf: (id: string) => string
): LedgerTable {
	const rows = steps
		.flatMap(({ id, left, kept }) => [
			...kept.map((plot) => ({ plot, fate: m.mobilise_fate_kept() })),
			...left.map((plot) => ({ plot, fate: m.mobilise_fate_left({ step: stepWords[id]() }) }))
		])
		.toReversed()
		.toSorted(
			(a, b) =>
				Number(b.fate === m.mobilise_fate_kept()) - Number(a.fate === m.mobilise_fate_kept())
		);
	return {
		...{ id: 'terrains-tamises', title: m.mobilise_plots_title(), how: m.mobilise_sieve_how() },
		finding: m.mobilise_plots_finding({ count: rows.length }),
		...{ head: m.ledger_head_plot(), total: null, bars: [] },
		columns: [
			...[textColumn(m.mobilise_column_fate()), textColumn(m.mobilise_column_source())],
			...[textColumn(m.ledger_column_commune()), hectareColumn(m.ledger_hectares())]
		],
		rows: rows.map(({ plot: { id, name, source, commune, areaHa }, fate }) => ({
			...{ key: id, label: name, href: hrefOf(id) },
			cells: [fate, sourceWords[source](), commune, areaHa]
		}))
	};
}
