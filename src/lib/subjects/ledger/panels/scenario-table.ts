import { m } from '#lib/paraglide/messages.js';
import type { LandClass } from '#lib/domain/land-class.ts';
import { leftAfter, type LandCost } from '../land-cost.ts';
import { hectareBar, hectareColumn, hectaresText, type LedgerTable } from './ledger-table.ts';

/** A scenario with what it takes, and where its plots are ticked. */
export interface CostedScenario {
	name: string;
	cost: LandCost;
	href: string;
}

export const classWords: Record<LandClass, () => string> = {
	brownfield: m.ledger_class_brownfield,
	urbanised: m.ledger_class_urbanised,
	new: m.ledger_class_new,
	unknown: m.ledger_class_unknown
};

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
const recycledOf = ({ hectares }: LandCost) => rounded(hectares.brownfield + hectares.urbanised);
const wholeOf = (cost: LandCost) =>
	rounded(recycledOf(cost) + cost.hectares.new + cost.hectares.unknown);

/** What some ticked plots take, in one sentence. */
export function costFinding(cost: LandCost, locale: string): string {
	const said = {
		plots: cost.plots,
		fresh: hectaresText(cost.hectares.new, locale),
		recycled: hectaresText(recycledOf(cost), locale)
	};
	return cost.hectares.unknown > 0
		? m.ledger_plots_finding_unknown({
				...said,
				unknown: hectaresText(cost.hectares.unknown, locale)
			})
		: m.ledger_plots_finding(said);
}

/** What would be left, in one sentence. */
export function leftText(remainingHa: number | null, cost: LandCost, locale: string): string {
	const left = leftAfter(remainingHa, cost);
	if (left === null) return m.ledger_plots_left_unknown();
	const [low, high] = [hectaresText(left.low, locale), hectaresText(left.high, locale)];
	return left.low === left.high
		? m.ledger_plots_left({ left: high })
		: m.ledger_plots_left_between({ low, high });
}

/** Which scenario takes the least new land, or which take as little, in one sentence. */
function scenarioFinding(scenarios: readonly CostedScenario[], locale: string): string {
	const [least] = scenarios.toSorted((a, b) => a.cost.hectares.new - b.cost.hectares.new);
	if (!least) return m.ledger_scenarios_none();
	const fresh = hectaresText(least.cost.hectares.new, locale);
	const alike = scenarios.filter(({ cost }) => cost.hectares.new === least.cost.hectares.new);
	if (alike.length > 1) {
		const names = new Intl.ListFormat(locale).format(alike.map(({ name }) => name));
		return m.ledger_scenarios_finding_alike({ names, fresh });
	}
	return m.ledger_scenarios_finding({
		...{ name: least.name, fresh },
		hectares: hectaresText(wholeOf(least.cost), locale)
	});
}

/** Scenarios beside each other; nothing where there is none. */
export function scenarioTable(
	scenarios: readonly CostedScenario[],
	remainingHa: number | null,
	locale: string
): LedgerTable {
	return {
		...{ id: 'scenarios', title: m.ledger_scenarios_title(), how: m.ledger_scenarios_how() },
		finding: scenarioFinding(scenarios, locale),
		...{ head: m.ledger_head_scenario(), total: null },
		columns: [
			...[m.ledger_column_plots(), m.ledger_column_mobilised(), m.ledger_column_new()],
			...[m.ledger_column_recycled(), m.ledger_column_unknown()],
			...[m.ledger_column_left_low(), m.ledger_column_left_high()]
		].map(hectareColumn),
		rows: scenarios.map(({ name, cost, href }) => {
			const left = leftAfter(remainingHa, cost);
			const { hectares } = cost;
			const taken = [cost.plots, wholeOf(cost), hectares.new, recycledOf(cost), hectares.unknown];
			return {
				key: name,
				label: name,
				href,
				cells: [...taken, left?.low ?? null, left?.high ?? null]
			};
		}),
		bars: scenarios.map(({ name, cost }) => ({
			...hectareBar(name, name, cost.hectares.new, locale),
			text: m.ledger_bar_scenario({
				fresh: hectaresText(cost.hectares.new, locale),
				rest: hectaresText(rounded(wholeOf(cost) - cost.hectares.new), locale)
			}),
			high: wholeOf(cost)
		}))
	};
}
