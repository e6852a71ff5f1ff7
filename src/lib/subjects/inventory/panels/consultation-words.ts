import type { ConsultedUnit } from '#lib/backend/consultation.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatSquareMetres } from '#lib/ui/format.ts';
import { reasonWords, stateWords } from './inventory-words.ts';

/** What is known of a unit, for whoever is consulted on it. */
export function consultedUnitFacts(
	unit: ConsultedUnit,
	locale: string
): { label: string; value: string }[] {
	const { state, why, since, day } = unit;
	const known =
		state === null
			? '–'
			: why === null
				? stateWords[state]()
				: `${stateWords[state]()}, ${reasonWords[why]()}`;
	const dated =
		since === null
			? known
			: m.inventory_state_since({ state: known, date: formatDate(since, locale) });
	return [
		{ label: m.inventory_unit(), value: unit.unit },
		{ label: m.inventory_site(), value: unit.site ?? '–' },
		{ label: m.opinion_parcels(), value: unit.parcels?.replaceAll('|', ', ') ?? '–' },
		{ label: m.inventory_area(), value: formatSquareMetres(unit.areaM2, locale) },
		{
			label:
				day === null ? m.inventory_state() : m.opinion_state({ date: formatDate(day, locale) }),
			value: dated
		},
		{ label: m.inventory_occupants(), value: unit.occupants.join(', ') || '–' }
	];
}
