import type { InventoryLine, InventoryUnit } from '#lib/backend/inventory.ts';
import {
	unitStates,
	type DecidingKind,
	type EvidenceSaid,
	type OccupantKind,
	type UnitState,
	type UnknownReason
} from '#lib/domain/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formatDate,
	formatHectares,
	formatNumber,
	formatPercent,
	formatSiret
} from '#lib/ui/format.ts';
import { ratesOf, type Interval } from '../rates.ts';
import type { RateRow } from '../rate-rows.ts';

export const stateWords: Record<UnitState, () => string> = {
	occupée: m.inventory_state_occupied,
	vacante: m.inventory_state_vacant,
	'récemment inoccupée': m.inventory_state_recent,
	libre: m.inventory_state_free,
	inconnue: m.inventory_state_unknown
};

/** That a value of an address is no state of a unit, and which there are. */
export const unreadState = (value: string): string =>
	m.inventory_unit_state_unread({ value, expected: unitStates.join(', ') });

/** States of several units. */
export const statesWords: Record<UnitState, () => string> = {
	occupée: m.inventory_column_occupied,
	vacante: m.inventory_column_vacant,
	'récemment inoccupée': m.inventory_column_recent,
	libre: m.inventory_column_free,
	inconnue: m.inventory_column_unknown
};

export const reasonWords: Record<UnknownReason, () => string> = {
	'aucun constat': m.inventory_why_none,
	'constat périmé': m.inventory_why_stale,
	'durée inconnue': m.inventory_why_duration
};

export const saidWords: Record<EvidenceSaid, () => string> = {
	occupée: m.inventory_said_occupied,
	'établissement fermé': m.inventory_said_closed,
	'local vacant': m.inventory_said_vacant,
	'jamais occupée': m.inventory_said_never
};

export const kindWords: Record<DecidingKind, () => string> = {
	visite: m.inventory_kind_visit,
	'photographie aérienne': m.inventory_kind_aerial,
	'fichier fiscal': m.inventory_kind_tax,
	déclaration: m.inventory_kind_declaration,
	document: m.inventory_kind_document,
	import: m.inventory_kind_import,
	lien: m.inventory_kind_link
};

const none = '–';

export const percentText = (value: number | null, locale: string) =>
	value === null ? none : formatPercent(value, locale);

/** Bounds as the language writes them; one where they are equal. */
export function intervalText(interval: Interval | null, locale: string): string {
	if (interval === null) return none;
	const [low, high] = interval.map((value) => formatPercent(value, locale));
	return low === high
		? (low ?? none)
		: m.inventory_interval({ low: low ?? none, high: high ?? none });
}

/** State of a unit, with why where it is not known. */
export function stateText({ state, why, since }: InventoryUnit, locale: string): string {
	if (why !== null) return reasonWords[why]();
	if (since === null || state === 'libre') return stateWords[state]();
	return m.inventory_state_since({ state: stateWords[state](), date: formatDate(since, locale) });
}

/** What decided, where it comes from and when it was seen. */
export function evidenceText(
	{ evidence }: Pick<InventoryUnit, 'evidence'>,
	locale: string
): string {
	if (evidence === null) return none;
	return m.inventory_evidence({
		said: saidWords[evidence.said](),
		kind: kindWords[evidence.kind](),
		source: evidence.source,
		date: formatDate(evidence.seen, locale)
	});
}

/** The finding about a place at a day, in one sentence; where nothing can be said, what is missing. */
export function rateFinding(
	line: InventoryLine | undefined,
	{ day, firstSeen }: { day: string; firstSeen: string | null },
	locale: string
): string {
	const date = formatDate(day, locale);
	const number = (value: number) => formatNumber(value, locale);
	if (!line || line.units === 0) return m.inventory_nothing();
	const { legal, interval } = ratesOf(line);
	if (legal === null || interval === null) {
		return firstSeen === null
			? m.inventory_nothing_seen({ units: number(line.units) })
			: m.inventory_nothing_yet({
					date,
					units: number(line.units),
					first: formatDate(firstSeen, locale)
				});
	}
	const said = {
		date,
		vacant: number(line.vacant),
		units: number(line.units),
		rate: formatPercent(legal, locale, 0)
	};
	if (line.unknown === 0) return m.inventory_finding_sure(said);
	return m.inventory_finding({
		...said,
		unknown: number(line.unknown),
		low: formatPercent(interval[0], locale),
		high: formatPercent(interval[1], locale)
	});
}

/** Which place has the highest rate, in one sentence. */
export function placesFinding(rows: readonly RateRow[], locale: string): string {
	const known = rows.flatMap(({ label, line }) => {
		const { legal } = ratesOf(line);
		return legal === null ? [] : [{ label, legal }];
	});
	const [highest] = known.toSorted((a, b) => b.legal - a.legal);
	if (!highest) return m.inventory_finding_places_none();
	return m.inventory_finding_places({
		count: formatNumber(rows.length, locale),
		name: highest.label,
		rate: formatPercent(highest.legal, locale, 0)
	});
}

/** Columns of a table of rates: how each is called, and what it says of a line. */
export const rateColumns: readonly {
	id: string;
	label: () => string;
	text: (line: InventoryLine | undefined, locale: string) => string;
	/** As a number for a file; null where nothing can be said. */
	value: (line: InventoryLine | undefined) => number | null;
}[] = [
	...(
		[
			['units', m.inventory_column_units],
			['occupied', m.inventory_column_occupied],
			['vacant', m.inventory_column_vacant],
			['recent', m.inventory_column_recent],
			['free', m.inventory_column_free],
			['unknown', m.inventory_column_unknown]
		] as const
	).map(([id, label]) => ({
		...{ id, label },
		text: (line: InventoryLine | undefined, locale: string) =>
			line ? formatNumber(line[id], locale) : none,
		value: (line: InventoryLine | undefined) => line?.[id] ?? null
	})),
	{
		id: 'legal',
		label: m.inventory_column_legal,
		text: (line, locale) => {
			const { legal } = ratesOf(line);
			return legal === null ? none : formatPercent(legal, locale, 0);
		},
		value: (line) => ratesOf(line).legal
	},
	...([0, 1] as const).map((bound) => ({
		id: bound === 0 ? 'low' : 'high',
		label: bound === 0 ? m.inventory_column_low : m.inventory_column_high,
		text: (line: InventoryLine | undefined, locale: string) =>
			percentText(ratesOf(line).interval?.[bound] ?? null, locale),
		value: (line: InventoryLine | undefined) => ratesOf(line).interval?.[bound] ?? null
	})),
	{
		id: 'hectares',
		label: m.inventory_column_hectares,
		text: (line, locale) => (line ? formatHectares(line.areaM2 / 10_000, locale) : none),
		value: (line) => (line ? line.areaM2 / 10_000 : null)
	},
	...(['byArea', 'byJobs', 'built'] as const).map((id) => ({
		id,
		label: {
			byArea: m.inventory_column_by_area,
			byJobs: m.inventory_column_by_jobs,
			built: m.inventory_column_built
		}[id],
		text: (line: InventoryLine | undefined, locale: string) =>
			percentText(ratesOf(line)[id], locale),
		value: (line: InventoryLine | undefined) => ratesOf(line)[id]
	}))
];

const occupantWords: Record<OccupantKind, () => string> = {
	établissement: m.inventory_occupant_firm,
	'service public': m.inventory_occupant_public,
	logement: m.inventory_occupant_housing,
	autre: m.inventory_occupant_other
};

/** Who occupies a unit, and who left. */
export function occupantsText({ occupants }: InventoryUnit, locale: string): string {
	if (occupants.length === 0) return none;
	return occupants
		.map(({ kind, siret, name, from, to }) => {
			const who = name ?? (siret === null ? occupantWords[kind]() : formatSiret(siret));
			return to === null
				? m.inventory_occupant_since({ who, date: formatDate(from, locale) })
				: m.inventory_occupant_until({ who, date: formatDate(to, locale) });
		})
		.join(m.list_separator());
}
