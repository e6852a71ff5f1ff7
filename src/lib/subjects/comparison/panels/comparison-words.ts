import type { Criteria } from '#lib/search/criteria.ts';
import { heldText } from '#lib/words/measure-words.ts';
import { codeLabel, composedLabel } from '#lib/words/vocabulary-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatEuros, formatKilometres, formatNumber } from '#lib/ui/format.ts';
import type { ComparedCell, ComparedGroup, ComparedLine } from '../rules/comparison.ts';

/** What a comparison is read with. */
export interface Reading {
	locale: string;
	/** Names of EPCI and communes by their codes. */
	names: Readonly<Record<string, string>>;
	/** By which what stands around is counted. */
	criteria: Pick<Criteria, 'firmsMin' | 'headcountRadiusKm' | 'trainingMin'>;
}

export function groupTitle(id: ComparedGroup['id']): string {
	return id === 'distances' ? m.compare_distances() : composedLabel('group', id);
}

export function lineTitle({ subject }: ComparedLine): string {
	switch (subject.kind) {
		case 'criterion':
			return composedLabel('criterion', subject.id);
		case 'price':
			return subject.id === 'whole' ? m.compare_price_whole() : m.compare_price_net_hectare();
		case 'poi':
			return codeLabel(subject.id);
	}
}

/** How a line is counted, where its title does not say it; null for nothing to add. */
export function lineHelp({ subject }: ComparedLine, { criteria, locale }: Reading): string | null {
	if (subject.kind === 'price')
		return subject.id === 'whole' ? m.compare_price_help() : m.compare_net_hectare_help();
	if (subject.kind !== 'criterion') return null;
	switch (subject.id) {
		case 'headcount':
			return m.compare_within({ radius: formatKilometres(criteria.headcountRadiusKm, locale) });
		case 'sectors':
			return m.compare_nearest({ count: Math.max(1, criteria.firmsMin) });
		case 'training':
			return m.compare_nearest({ count: Math.max(1, Math.ceil(criteria.trainingMin ?? 1)) });
		default:
			return null;
	}
}

/** A code in words; of several, each. */
function codesText(value: string, names: Reading['names']): string {
	return value
		.split(', ')
		.map((code) => names[code] ?? codeLabel(code))
		.join(', ');
}

/** What a cell says, with its unit. */
export function cellText(
	{ unit }: ComparedLine,
	{ value, interval, measuredBy, note }: ComparedCell,
	{ locale, names }: Reading
): string {
	if (value === null) {
		if (note === 'on-request') return m.price_on_request();
		return note === 'not-concerned' ? m.compare_not_concerned() : m.not_stated();
	}
	if (typeof value === 'string') return codesText(value, names);
	if (unit === '€') return formatEuros(value, locale);
	if (unit === '€/ha') return `${formatNumber(value, locale)}\u202F${m.compare_unit_per_hectare()}`;
	// Under a heading that says it, how a distance is measured is not said again.
	const said = note !== null && typeof note === 'object' ? null : measuredBy;
	return heldText({ value, unit, measuredBy: said, interval }, locale) ?? m.not_stated();
}
