import { m } from '#lib/paraglide/messages.js';
import type { LedgerView } from '../ledger-view.ts';
import { bucketWords } from './envelope-tables.ts';
import { hectareColumn, hectaresText, textColumn, type LedgerTable } from './ledger-table.ts';

const perHectare = 10_000;
const sumHa = (records: readonly { m2: number }[]) =>
	records.reduce((sum, { m2 }) => sum + m2, 0) / perHectare;

/** Envelopes with the document that fixes each. */
export function documentTable({ envelopes, names }: LedgerView, locale: string): LedgerTable {
	return {
		...{ id: 'documents', title: m.ledger_documents_title(), how: m.ledger_documents_how() },
		finding:
			envelopes.length === 0
				? m.ledger_documents_none()
				: m.ledger_documents_finding({
						count: envelopes.length,
						hectares: hectaresText(sumHa(envelopes), locale)
					}),
		...{ head: m.ledger_head_epci(), total: null, bars: [] },
		columns: [
			...[hectareColumn(m.ledger_column_envelope()), textColumn(m.ledger_column_document())],
			textColumn(m.ledger_column_document_date(), 'day'),
			...[textColumn(m.ledger_column_article()), textColumn(m.ledger_column_url(), 'link')]
		],
		rows: envelopes.map(({ epci, m2, title, date, article, url }) => ({
			...{ key: epci, label: names[epci] ?? epci, href: null },
			cells: [m2 / perHectare, title, date, article, url]
		}))
	};
}

/** Committed projects, the last first, each with its account and act. */
export function projectTable({ projects, names }: LedgerView, locale: string): LedgerTable {
	const promised = projects.filter(({ inFile }) => !inFile);
	const local = promised.filter(({ bucket }) => bucket === 'locale');
	return {
		...{ id: 'projets', title: m.ledger_projects_title(), how: m.ledger_projects_how() },
		finding:
			projects.length === 0
				? m.ledger_projects_none()
				: m.ledger_projects_finding({
						count: projects.length,
						promised: hectaresText(sumHa(promised), locale),
						local: hectaresText(sumHa(local), locale)
					}),
		...{ head: m.ledger_head_project(), total: null, bars: [] },
		columns: [
			...[textColumn(m.ledger_column_commune()), textColumn(m.ledger_column_bucket())],
			hectareColumn(m.ledger_hectares()),
			textColumn(m.ledger_column_committed_on(), 'day'),
			textColumn(m.ledger_column_act()),
			textColumn(m.ledger_column_taken_on(), 'day')
		],
		rows: projects.map((one) => ({
			...{ key: one.id, label: one.name, href: null },
			cells: [
				...[names[one.commune] ?? one.commune, bucketWords[one.bucket](), one.m2 / perHectare],
				...[one.committedOn, one.act, one.takenOn]
			]
		}))
	};
}

/** Communes whose guarantee is recorded, with document, act and day. */
export function guaranteeTable({ guarantees, names }: LedgerView, locale: string): LedgerTable {
	return {
		...{ id: 'garanties', title: m.ledger_guarantees_title(), how: m.ledger_guarantees_how() },
		finding:
			guarantees.length === 0
				? m.ledger_guarantees_none()
				: m.ledger_guarantees_finding({
						count: guarantees.length,
						hectares: hectaresText(sumHa(guarantees), locale)
					}),
		...{ head: m.ledger_column_commune(), total: null, bars: [] },
		columns: [
			...[hectareColumn(m.ledger_hectares()), textColumn(m.ledger_column_document())],
			...[textColumn(m.ledger_column_act()), textColumn(m.ledger_column_guarantee_date(), 'day')]
		],
		rows: guarantees.map(({ commune, m2, title, act, date }) => ({
			...{ key: commune, label: names[commune] ?? commune, href: null },
			cells: [m2 / perHectare, title, act, date]
		}))
	};
}
