import { m } from '#lib/paraglide/messages.js';
import { buckets, type Bucket } from '#lib/domain/ledger.ts';
import { formatDate } from '#lib/ui/format.ts';
import { inBucket } from '../ledger-figures.ts';
import type { LedgerView } from '../ledger-view.ts';
import { hectareBar, hectareColumn, hectaresText, type LedgerTable } from './ledger-table.ts';

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
const difference = (one: number | null, other: number | null) =>
	one === null || other === null ? null : rounded(one - other);

/** What is left, in one sentence; where nothing can be said, what is missing. */
export function remainingFinding(view: LedgerView, locale: string): string {
	const { figures, file, firstFile, line, place } = view;
	const date = formatDate(view.day, locale);
	const local = hectaresText(figures.localHa, locale);
	if (file === null)
		return firstFile === null
			? m.ledger_remaining_no_file()
			: m.ledger_remaining_not_yet({ date, first: formatDate(firstFile, locale) });
	if (figures.sinceHa === null) return m.ledger_remaining_not_whole({ date, place: view.name });
	if (figures.localHa === null) return m.ledger_remaining_no_law({ date });
	if (place.kind === 'commune') return m.ledger_remaining_commune({ local });
	const { envelopeHa, remainingHa, committedHa } = figures;
	if (envelopeHa === null || remainingHa === null)
		return m.ledger_remaining_no_envelope({ date, known: line.envelopes, all: line.epcis, local });
	const envelope = hectaresText(envelopeHa, locale);
	const said = { date, envelope, local, committed: hectaresText(committedHa, locale) };
	return remainingHa < 0
		? m.ledger_remaining_exceeded({ ...said, excess: hectaresText(-remainingHa, locale) })
		: m.ledger_remaining_finding({ ...said, remaining: hectaresText(remainingHa, locale) });
}

/** Envelope, what is taken and promised of it, and what is left, each bar after the other. */
export function remainingTable(view: LedgerView, locale: string): LedgerTable {
	const { envelopeHa, localHa, committedHa, remainingHa } = view.figures;
	const parts = [
		{ key: 'envelope', label: m.ledger_part_envelope(), value: envelopeHa, from: 0 },
		{ key: 'local', label: m.ledger_part_local(), value: localHa, from: 0 },
		{
			...{ key: 'committed', label: m.ledger_part_committed(), value: committedHa },
			from: localHa ?? 0
		},
		{
			...{ key: 'remaining', label: m.ledger_part_remaining(), value: remainingHa },
			from: (localHa ?? 0) + committedHa
		}
	];
	return {
		...{ id: 'reste', title: m.ledger_remaining_title(), how: m.ledger_remaining_how() },
		...{ finding: remainingFinding(view, locale), head: m.ledger_head_part(), total: null },
		columns: [hectareColumn(m.ledger_hectares())],
		rows: parts.map(({ key, label, value }) => ({ key, label, href: null, cells: [value] })),
		bars: parts.map(({ key, label, value, from }) => {
			const beyond = key === 'remaining' && (value ?? 0) < 0;
			return hectareBar(key, label, value, locale, { from: beyond ? 0 : from });
		})
	};
}

export const bucketWords: Record<Bucket, () => string> = {
	locale: m.ledger_bucket_local,
	'régionale mutualisée': m.ledger_bucket_region,
	PENE: m.ledger_bucket_national,
	'non décomptée': m.ledger_bucket_exempt
};

/** The four accounts: what is taken and promised on each, of which the first alone subtracts. */
export function bucketTable({ line, figures }: LedgerView, locale: string): LedgerTable {
	const accounts = buckets.map((bucket) => {
		const inFile = figures.sinceHa === null ? null : inBucket(line, bucket, 'takenM2');
		return {
			...{ bucket, label: bucketWords[bucket](), promised: inBucket(line, bucket, 'promisedM2') },
			taken: bucket === 'locale' ? figures.localHa : inFile
		};
	});
	const others = difference(figures.sinceHa, figures.localHa);
	const finding =
		figures.sinceHa === null || others === null
			? m.ledger_buckets_unknown()
			: m.ledger_buckets_finding({
					since: hectaresText(figures.sinceHa, locale),
					local: hectaresText(figures.localHa, locale),
					others: hectaresText(others, locale)
				});
	return {
		...{ id: 'comptes', title: m.ledger_buckets_title(), how: m.ledger_buckets_how(), finding },
		...{ head: m.ledger_head_bucket(), total: null },
		columns: [hectareColumn(m.ledger_column_taken()), hectareColumn(m.ledger_column_promised())],
		rows: accounts.map(({ bucket, label, taken, promised }) => ({
			...{ key: bucket, label, href: null, cells: [taken, promised] }
		})),
		bars: accounts.map(({ bucket, label, taken, promised }) => ({
			...{ key: bucket, label, low: taken },
			text: m.ledger_bar_bucket({
				taken: hectaresText(taken, locale),
				promised: hectaresText(promised, locale)
			}),
			high: taken === null && promised === 0 ? null : (taken ?? 0) + promised
		}))
	};
}

/** Our target and projection beside those of the State's tool, and by how much they differ. */
export function stateTable({ figures }: LedgerView, locale: string): LedgerTable {
	const { envelopeHa, stateTargetHa, projectionHa, stateProjectionHa } = figures;
	const pairs = [
		{ key: 'target', label: m.ledger_row_target(), ours: envelopeHa, state: stateTargetHa },
		{
			...{ key: 'projection', label: m.ledger_row_projection() },
			...{ ours: projectionHa, state: stateProjectionHa }
		}
	];
	return {
		...{ id: 'etat', title: m.ledger_state_title(), how: m.ledger_state_how(), total: null },
		finding: m.ledger_state_finding({
			state: hectaresText(stateTargetHa, locale),
			envelope: hectaresText(envelopeHa, locale),
			projection: hectaresText(projectionHa, locale),
			stateProjection: hectaresText(stateProjectionHa, locale)
		}),
		head: m.ledger_head_part(),
		columns: [
			hectareColumn(m.ledger_column_ours()),
			hectareColumn(m.ledger_column_state()),
			hectareColumn(m.ledger_column_difference())
		],
		rows: pairs.map(({ key, label, ours, state }) => ({
			...{ key, label, href: null, cells: [ours, state, difference(ours, state)] }
		})),
		bars: pairs.flatMap(({ key, label, ours, state }) => [
			hectareBar(key, m.ledger_bar_ours({ label }), ours, locale),
			hectareBar(`${key}-state`, m.ledger_bar_state({ label }), state, locale, {
				fill: 'var(--ink-soft)'
			})
		])
	};
}
