import { m } from '#lib/paraglide/messages.js';
import type { Bar } from '#lib/ui/bar-chart.ts';
import { formatDate, formatHectares, formatNumber } from '#lib/ui/format.ts';

/** Tables of the ledger, by the name that their address has. */
export const tableIds = [
	...['reste', 'annees', 'comptes', 'etat', 'lieux'],
	...['documents', 'projets', 'garanties', 'scenarios']
] as const;
/** With those of the calendar of frozen land, and of what to mobilise. */
export type TableId =
	| (typeof tableIds)[number]
	| ('echeances' | 'gel' | 'urbanisme')
	| ('classement' | 'sensibilite' | 'tamis' | 'terrains-tamises');

/** A number is in hectares, to the m²; null where nothing is known. */
export type LedgerCell = number | string | null;

export interface LedgerColumn {
	label: string;
	/** Whether its cells are numbers: to the right, aligned. */
	figures: boolean;
	/** A day, or an address that leads somewhere. */
	kind?: 'day' | 'link';
}

export interface LedgerRow {
	key: string;
	label: string;
	/** Where the row leads; null for nowhere. */
	href: string | null;
	cells: LedgerCell[];
}

/** A table with what it finds and how to read it: the page, the file and the chart have the same numbers. */
export interface LedgerTable {
	id: TableId;
	title: string;
	finding: string;
	how: string;
	/** What the rows are. */
	head: string;
	columns: LedgerColumn[];
	rows: LedgerRow[];
	total: LedgerRow | null;
	bars: Bar[];
}

const dash = '–';

export const hectareColumn = (label: string): LedgerColumn => ({ label, figures: true });
export const textColumn = (label: string, kind?: 'day' | 'link'): LedgerColumn => ({
	label,
	figures: false,
	...(kind && { kind })
});

/** Hectares in a sentence; a dash where they are not known. */
export function hectaresText(value: number | null, locale: string): string {
	return value === null ? dash : formatHectares(value, locale, Math.abs(value) < 1 ? 2 : 1);
}

/** A cell as the page writes it: hectares to the m², as the file has them. */
export function cellText(cell: LedgerCell, { kind }: LedgerColumn, locale: string): string {
	if (cell === null || cell === '') return dash;
	if (typeof cell === 'number') return formatNumber(cell, locale, 4);
	return kind === 'day' ? formatDate(cell, locale) : cell;
}

/** A bar of a surface; one that is not known is not drawn. */
export function hectareBar(
	key: string,
	label: string,
	value: number | null,
	locale: string,
	more: Partial<Bar> = {}
): Bar {
	const drawn = value === null ? null : Math.max(0, value) + (more.from ?? 0);
	return { key, label, text: hectaresText(value, locale), low: drawn, high: drawn, ...more };
}

/** Where the figures come from. */
export function sourceText(file: { name: string; date: string } | null, locale: string): string {
	return file === null
		? m.ledger_source_none()
		: m.ledger_source({ name: file.name, date: formatDate(file.date, locale) });
}
