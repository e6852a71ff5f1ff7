import type { PlanningDocument } from '#lib/backend/planning.ts';
import { addDays } from '#lib/domain/law/calendar.ts';
import type { DocumentScope } from '#lib/domain/planning.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber, formatPercent } from '#lib/ui/format.ts';
import { zoneSource } from '#lib/words/zone-words.ts';
import type { FrozenPlots } from '../frozen-plots.ts';
import { hectareColumn, hectaresText, textColumn, type LedgerTable } from './ledger-table.ts';

/** Last days of the documents by the rules of the law as of a day; null where no rule holds. */
export type Deadlines = Record<DocumentScope, string | null>;

/** When which documents are due, and how much land freezes the day after. */
export function deadlineTable(
	{ byDay, free, unknown }: FrozenPlots,
	deadlines: Deadlines,
	locale: string
): LedgerTable {
	const dated = byDay.filter(({ lastDay }) => lastDay !== '');
	const [first] = dated;
	const finding = first
		? m.frozen_finding({
				count: formatNumber(first.plots, locale),
				hectares: hectaresText(first.hectares, locale),
				date: formatDate(addDays(first.lastDay, 1), locale),
				free: formatNumber(free, locale),
				unknown: formatNumber(unknown, locale)
			})
		: m.frozen_finding_none({
				free: formatNumber(free, locale),
				unknown: formatNumber(unknown, locale)
			});
	const scopes = { SCoT: m.frozen_deadline_scot(), PLU: m.frozen_deadline_plu() };
	return {
		...{ id: 'echeances', title: m.frozen_deadlines_title(), how: m.frozen_how(), finding },
		...{ head: m.frozen_head_document(), total: null },
		columns: [
			textColumn(m.frozen_column_deadline(), 'day'),
			hectareColumn(m.frozen_column_plots()),
			hectareColumn(m.ledger_hectares())
		],
		rows: (['SCoT', 'PLU'] as const).map((scope) => {
			const group = dated.find(({ lastDay }) => lastDay === deadlines[scope]);
			const cells = [deadlines[scope], group?.plots ?? 0, group?.hectares ?? 0];
			return { key: scope, label: scopes[scope], href: null, cells };
		}),
		bars: byDay.map(({ lastDay, plots, hectares }) => ({
			key: lastDay,
			label:
				lastDay === ''
					? m.frozen_no_permit()
					: m.frozen_from({ date: formatDate(addDays(lastDay, 1), locale) }),
			text: m.frozen_bar({
				count: formatNumber(plots, locale),
				hectares: hectaresText(hectares, locale)
			}),
			...{ low: hectares, high: hectares },
			...(lastDay === '' && { fill: 'var(--ink-soft)' })
		}))
	};
}

/** How the documents of the place stand to their deadline. */
export function planningTable(
	documents: readonly PlanningDocument[],
	names: Readonly<Record<string, string>>,
	locale: string
): LedgerTable {
	const late = documents.filter(({ adoptedOn }) => adoptedOn === null);
	return {
		...{ id: 'urbanisme', title: m.frozen_documents_title(), how: m.frozen_documents_how() },
		finding:
			documents.length === 0
				? m.frozen_documents_none()
				: m.frozen_documents_finding({ late: late.length, count: documents.length }),
		...{ head: m.ledger_head_place(), total: null, bars: [] },
		columns: [
			...[textColumn(m.frozen_column_scope()), textColumn(m.ledger_column_document())],
			textColumn(m.frozen_column_adopted(), 'day'),
			...[textColumn(m.frozen_column_reduction()), textColumn(m.ledger_column_source())]
		],
		rows: documents.map(({ scope, place, title, adoptedOn, reduction, source, sourceDate }) => ({
			...{ key: `${scope} ${place}`, label: names[place] ?? place, href: null },
			cells: [
				...[scope, title, adoptedOn],
				reduction === null ? null : formatPercent(reduction, locale),
				`${source}, ${formatDate(sourceDate, locale)}`
			]
		}))
	};
}

/** Free plots by the day on which their permit ends, each with its zone. @param hrefOf the card of a plot */
export function frozenTable(
	{ plots, byDay }: FrozenPlots,
	hrefOf: (id: string) => string,
	locale: string
): LedgerTable {
	const total = byDay.reduce((sum, one) => sum + one.plots, 0);
	return {
		...{ id: 'gel', title: m.frozen_plots_title(), how: m.frozen_how(), total: null, bars: [] },
		finding:
			total === 0
				? m.frozen_plots_none()
				: total > plots.length
					? m.frozen_plots_shown({ shown: plots.length, total: formatNumber(total, locale) })
					: m.frozen_plots_finding({ total: formatNumber(total, locale) }),
		head: m.ledger_head_plot(),
		columns: [
			...[textColumn(m.frozen_column_from()), textColumn(m.frozen_column_zone())],
			...[textColumn(m.ledger_column_commune()), hectareColumn(m.ledger_hectares())],
			textColumn(m.ledger_column_source())
		],
		rows: plots.map(({ id, name, lastDay, zone, commune, areaHa, source }) => ({
			...{ key: id, label: name, href: hrefOf(id) },
			cells: [
				lastDay === null ? m.frozen_no_permit() : formatDate(addDays(lastDay, 1), locale),
				...[zone, commune, areaHa, source && zoneSource(source, locale)]
			]
		}))
	};
}
