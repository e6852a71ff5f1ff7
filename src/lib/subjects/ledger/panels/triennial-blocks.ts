import type { Block, Column } from '#lib/documents/printed-document.ts';
import { reportDueRule } from '#lib/domain/law/planning-rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatMonth, formatNumber, formatPercent } from '#lib/ui/format.ts';
import type { LedgerView } from '../ledger-view.ts';
import type { TakenLine, TriennialReport } from '../triennial-report.ts';
import { documentTable, guaranteeTable, projectTable } from './fact-tables.ts';
import { bucketTable, remainingTable } from './envelope-tables.ts';
import {
	cellText,
	hectareBar,
	hectaresText,
	sourceText,
	type LedgerTable
} from './ledger-table.ts';

const text = (said: string, tone: 'plain' | 'soft' | 'strong' = 'plain'): Block => ({
	...{ kind: 'text', tone, text: said }
});
const heading = (level: 1 | 2, said: string): Block => ({ kind: 'heading', level, text: said });
const figure = (title: string): Column => ({ title, align: 'end', width: 2 });

const shareText = (value: number | null, locale: string) =>
	value === null ? '–' : formatPercent(value, locale, 3);
const hectareText = (value: number | null, locale: string) =>
	value === null ? '–' : formatNumber(value, locale, 4);

/** Land taken, line by line: in hectares and in % of the area. */
function takenTable(head: string, lines: readonly TakenLine[], locale: string): Block {
	return {
		kind: 'table',
		caption: '',
		columns: [
			{ title: head, align: 'start', width: 4 },
			...[m.ledger_column_total(), m.ledger_column_activity()].map(figure),
			...[m.triennial_column_area(), m.triennial_column_share()].map(figure)
		],
		rows: lines.map(({ label, takenHa, activityHa, areaHa, sharePercent }) => [
			label,
			...[takenHa, activityHa, areaHa].map((value) => hectareText(value, locale)),
			shareText(sharePercent, locale)
		])
	};
}

/** A table of the ledger as paper has it: what it finds, its rows, how to read it. */
function ledgerBlocks(table: LedgerTable, locale: string): Block[] {
	const { title, finding, how, head, columns, rows } = table;
	return [
		heading(2, title),
		text(finding, 'strong'),
		...(rows.length === 0
			? []
			: [
					{
						...{ kind: 'table' as const, caption: '' },
						columns: [
							{ title: head, align: 'start' as const, width: 3 },
							...columns.map(({ label, figures }) => ({
								...{
									title: label,
									align: figures ? ('end' as const) : ('start' as const),
									width: 2
								}
							}))
						],
						rows: rows.map(({ label, cells }) => [
							label,
							...columns.map((column, nth) => cellText(cells[nth] ?? null, column, locale))
						])
					}
				]),
		text(how, 'soft')
	];
}

/** What was taken in the period, in one sentence; what is missing where it cannot be said. */
export function triennialFinding(report: TriennialReport, locale: string): string {
	const { total, period } = report;
	const said = { place: total.label, from: String(period.from), to: String(period.to) };
	if (total.takenHa === null) return m.triennial_unknown(said);
	const taken = { ...said, taken: hectaresText(total.takenHa, locale) };
	return total.sharePercent === null
		? m.triennial_no_area(taken)
		: m.triennial_finding({ ...taken, share: shareText(total.sharePercent, locale) });
}

function dueText({ day }: LedgerView, locale: string): string {
	const due = reportDueRule.work({}, day);
	return due?.kind === 'month'
		? m.triennial_due({ month: formatMonth(due.value, locale) })
		: m.triennial_no_law({ date: formatDate(day, locale) });
}

/** The report on artificialisation of article L. 2231-1 CGCT, filled in from the ledger as far as it knows. */
export function triennialBlocks(
	view: LedgerView,
	report: TriennialReport,
	locale: string
): Block[] {
	const { years, communes, total } = report;
	const bars = years.map(({ key, label, takenHa }) => hectareBar(key, label, takenHa, locale));
	const finding = triennialFinding(report, locale);
	const invented =
		view.file?.demonstration === true ||
		[...view.envelopes, ...view.projects, ...view.guarantees].some((one) => one.demonstration);
	const all = { ...total, label: m.analyse_total() };
	return [
		heading(1, m.triennial_title()),
		text(m.triennial_of({ place: view.name, date: formatDate(view.day, locale) })),
		text(dueText(view, locale), 'soft'),
		...(invented ? [{ kind: 'notice' as const, text: m.triennial_demonstration() }] : []),
		heading(2, m.triennial_taken_title()),
		text(finding, 'strong'),
		...(total.takenHa === null ? [] : [{ kind: 'bars' as const, bars, alt: finding }]),
		takenTable(m.ledger_head_year(), [...years, all], locale),
		...(communes.length > 0
			? [
					heading(2, m.triennial_communes_title()),
					takenTable(m.ledger_head_place(), [...communes, all], locale)
				]
			: []),
		text(m.triennial_how(), 'soft'),
		...[remainingTable, bucketTable, documentTable, projectTable, guaranteeTable].flatMap((table) =>
			ledgerBlocks(table(view, locale), locale)
		),
		heading(2, m.triennial_missing_title()),
		...[m.triennial_missing_net(), m.triennial_missing_sealed(), m.triennial_missing_targets()].map(
			(said) => text(said)
		),
		heading(2, m.triennial_sources_title()),
		text(sourceText(view.file, locale)),
		heading(2, m.triennial_decision_title()),
		text(m.triennial_decision()),
		{
			kind: 'signature',
			fields: [m.triennial_sign_debate(), m.triennial_sign_vote(), m.triennial_sign_published()]
		}
	];
}
