import { m } from '#lib/paraglide/messages.js';
import { criteriaList } from '#lib/search/criteria-list.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import type { Criterion, Unit } from '#lib/search/criterion.ts';
import type {
	CodesField,
	Field,
	ListField,
	NumberField,
	StandingField
} from '#lib/search/field.ts';
import { formatDate } from '#lib/ui/format.ts';
import { measureText } from './measure-words.ts';
import { hallAsked } from './hall-words.ts';
import { codeLabel, composedLabel, shapeWords } from './vocabulary-words.ts';

/** A criterion that is asked, and what it asks. */
export interface CriterionWords {
	id: Criterion['id'];
	label: string;
	/** What is asked, one part a field: "au moins 8 ha". */
	asks: string[];
	/** "un souhait" and the like; null for a must. */
	need: string | null;
}

/** Names of the EPCI (by SIREN) and communes (by INSEE code) that criteria may hold. */
export type PlaceNames = Readonly<Record<string, string>>;

type Key = keyof Criteria;

/** A bound as it is asked: at least, at most, within. */
function boundWords(field: NumberField | StandingField, value: string): string {
	if (field.side === 'min') return m.lead_at_least({ area: value });
	return field.kind === 'standing' ? m.lead_within({ value }) : m.lead_at_most({ value });
}

function listWords(
	field: ListField | CodesField,
	codes: readonly string[],
	names: PlaceNames
): string | null {
	if (codes.length === 0) return null;
	// The name of the criterion says which.
	if (field.kind === 'list' && field.each) return m.lead_asked();
	const wordsOf = (code: string) =>
		field.words === 'code' ? (names[code] ?? codeLabel(code)) : composedLabel(field.words, code);
	return codes.map(wordsOf).join(', ');
}

/** What a field asks; null where it asks nothing. */
function valueWords(
	key: Key,
	field: Field,
	{ criteria, names, locale, unit }: Saying
): string | null {
	const value = criteria[key];
	switch (field.kind) {
		case 'number':
		case 'standing':
			return typeof value === 'number'
				? boundWords(
						field,
						measureText(value, field.unit === undefined ? unit : field.unit, locale)
					)
				: null;
		case 'date':
			if (typeof value !== 'string') return null;
			return field.side === 'min'
				? m.lead_still_on({ date: formatDate(value, locale) })
				: m.lead_before({ date: formatDate(value, locale) });
		case 'list':
		case 'codes':
			return listWords(field, value as readonly string[], names);
		case 'flag':
			if (value !== true) return null;
			return key === 'shapeOutside' ? m.shape_outside() : m.yes();
		case 'word':
			return composedLabel('field', `${key}_${value as string}`);
		case 'text':
			return value as string;
		case 'shape':
			return criteria.shape && shapeWords(criteria.shape);
	}
}

interface Saying {
	criteria: Criteria;
	names: PlaceNames;
	locale: string;
	unit: Unit | null;
}

/** Criteria in words, in the order of the funnel. */
export function criteriaWords(
	criteria: Criteria,
	names: PlaceNames,
	locale: string
): CriterionWords[] {
	return (
		criteriaList
			// What the map opens on was not asked for.
			.filter((criterion) => criterion.id !== 'offered' && criterion.isAsked(criteria))
			.map(({ id, keys, fields, unit }) => {
				const label = composedLabel('criterion', id);
				const weight = criteria.wishes[id];
				const saying = { criteria, names, locale, unit };
				const asks =
					id === 'hall'
						? [hallAsked(criteria)]
						: keys.flatMap((key) => {
								const field = fields[key];
								return (field && valueWords(key, field, saying)) || [];
							});
				return {
					id,
					label,
					asks,
					need: weight === undefined ? null : composedLabel('need', String(weight))
				};
			})
	);
}
