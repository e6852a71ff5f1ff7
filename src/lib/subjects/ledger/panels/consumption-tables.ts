import { m } from '#lib/paraglide/messages.js';
import { firstCountedYear } from '#lib/domain/ledger.ts';
import { knownYears } from '../ledger-figures.ts';
import type { LedgerView, PlaceLine } from '../ledger-view.ts';
import {
	hectareBar,
	hectareColumn,
	hectaresText,
	type LedgerCell,
	type LedgerTable
} from './ledger-table.ts';

const inHectares = (m2: number | null) => (m2 === null ? null : m2 / 10_000);

function yearsFinding({ figures }: LedgerView, locale: string): string {
	const { decadeHa, sinceHa, meanHa } = figures;
	const text = (value: number | null) => hectaresText(value, locale);
	const said = { decade: text(decadeHa), since: text(sinceHa) };
	return decadeHa === null || sinceHa === null
		? m.ledger_years_partial(said)
		: m.ledger_years_finding({ ...said, decadeMean: text(decadeHa / 10), mean: text(meanHa) });
}

/** Consumption by year, and of both decades. A year of which a commune is missing has a dash. */
export function yearTable(view: LedgerView, locale: string): LedgerTable {
	const { line, figures } = view;
	const whole = knownYears(line) !== null;
	const rows = line.years.map(({ year, communes, m2, activityM2 }) => {
		const known = communes === line.communes;
		const cells = known ? [inHectares(m2), inHectares(activityM2)] : [null, null];
		return { key: String(year), label: String(year), href: null, cells };
	});
	const activity = (from: number, to: number) => {
		const asked = line.years.filter(({ year }) => year >= from && year <= to);
		const known = whole && asked.every(({ activityM2 }) => activityM2 !== null);
		return known ? inHectares(asked.reduce((sum, one) => sum + (one.activityM2 ?? 0), 0)) : null;
	};
	const both: [string, string, LedgerCell[]][] = [
		[
			'decade',
			m.ledger_row_decade(),
			[figures.decadeHa, figures.decadeHa === null ? null : activity(2011, 2020)]
		],
		[
			'since',
			m.ledger_row_since(),
			[figures.sinceHa, figures.sinceHa === null ? null : activity(firstCountedYear, 2100)]
		]
	];
	return {
		...{ id: 'annees', title: m.ledger_years_title(), how: m.ledger_years_how() },
		...{ finding: yearsFinding(view, locale), head: m.ledger_head_year(), total: null },
		columns: [hectareColumn(m.ledger_column_total()), hectareColumn(m.ledger_column_activity())],
		rows: [...rows, ...both.map(([key, label, cells]) => ({ key, label, href: null, cells }))],
		bars: rows.map(({ key, label, cells: [value = null] }) =>
			hectareBar(key, label, value, locale, {
				...(Number(key) < firstCountedYear && { fill: 'var(--ink-soft)' })
			})
		)
	};
}

const placeCells = ({ line, figures }: Pick<PlaceLine, 'line' | 'figures'>): LedgerCell[] => [
	...[figures.decadeHa, figures.sinceHa, figures.localHa, figures.committedHa],
	...[figures.envelopeHa, figures.remainingHa, line.guaranteedM2 / 10_000]
];

function placesFinding({ parts, figures }: LedgerView, locale: string): string {
	const known = parts.flatMap(({ label, figures: { sinceHa } }) =>
		sinceHa === null ? [] : [{ label, sinceHa }]
	);
	const [most] = known.toSorted((a, b) => b.sinceHa - a.sinceHa);
	if (!most) return m.ledger_places_unknown();
	const [since, total] = [most.sinceHa, figures.sinceHa].map((one) => hectaresText(one, locale));
	return m.ledger_places_finding({ name: most.label, since: since ?? '', total: total ?? '' });
}

/** Bars beyond this many would be a page of their own; the table has all. */
const mostBars = 12;

/** The groupings of the territory, or the communes of one. */
export function placeTable(view: LedgerView, locale: string): LedgerTable {
	const { parts, line, figures } = view;
	const drawn = parts
		.filter((one) => one.figures.sinceHa !== null)
		.toSorted((a, b) => (b.figures.sinceHa ?? 0) - (a.figures.sinceHa ?? 0))
		.slice(0, mostBars);
	return {
		id: 'lieux',
		title:
			view.place.kind === 'territoire'
				? m.ledger_places_title_territory()
				: m.ledger_places_title_epci(),
		...{ finding: placesFinding(view, locale), how: m.ledger_places_how() },
		head: m.ledger_head_place(),
		columns: [
			...[m.ledger_column_decade(), m.ledger_column_since(), m.ledger_column_local()],
			...[m.ledger_column_committed(), m.ledger_column_envelope()],
			...[m.ledger_column_remaining(), m.ledger_column_guaranteed()]
		].map(hectareColumn),
		rows: parts.map((part) => ({
			...{ key: part.line.id, label: part.label, href: part.href, cells: placeCells(part) }
		})),
		total: { key: '', label: m.analyse_total(), href: null, cells: placeCells({ line, figures }) },
		bars: drawn.map(({ line: { id }, label, href, figures: { sinceHa } }) =>
			hectareBar(id, label, sinceHa, locale, {
				link: { href, name: `${label}, ${hectaresText(sinceHa, locale)}` }
			})
		)
	};
}
