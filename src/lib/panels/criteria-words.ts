import { m } from '#lib/paraglide/messages.js';
import { criteriaList } from '#lib/search/criteria-list.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import type { Criterion, Unit } from '#lib/search/criterion.ts';
import { formatDate } from '#lib/ui/format.ts';
import { measureText } from './measure.ts';
import { codeLabel, composedLabel } from './words.ts';

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

/** Units of the fields that are not in their criterion's own. */
const units: Partial<Record<Key, Unit | null>> = {
	sectorRadiusKm: 'km',
	headcountRadiusKm: 'km',
	trainingRadiusKm: 'km',
	firmsMin: null
};

/** A bound as it is asked: at least, at most, within. */
function boundWords(key: Key, value: string): string {
	if (key.endsWith('RadiusKm')) return m.lead_within({ value });
	return key.includes('Min') ? m.lead_at_least({ area: value }) : m.lead_at_most({ value });
}

function codeWords(key: Key, code: string, names: PlaceNames): string {
	if (key === 'sectors') return composedLabel('sector', code);
	if (key === 'nafDivisions') return composedLabel('naf', code);
	return names[code] ?? codeLabel(code);
}

function valueWords(
	criteria: Criteria,
	key: Key,
	unit: Unit | null,
	locale: string,
	names: PlaceNames
): string | null {
	const value = criteria[key];
	// Every network is a criterion by itself: its name says which.
	if (key === 'networks') return m.lead_asked();
	if (key === 'shape') return criteria.shape && composedLabel('shape', criteria.shape.kind);
	if (key === 'shapeRelation') return composedLabel('shape_relation', criteria.shapeRelation);
	if (key === 'shapeOutside') return criteria.shapeOutside ? m.shape_outside() : null;
	if (key === 'brownfields') return composedLabel('brownfields', criteria.brownfields);
	if (key === 'text') return criteria.text;
	if (key === 'availableBefore' && criteria.availableBefore !== null)
		return m.lead_before({ date: formatDate(criteria.availableBefore, locale) });
	if (typeof value === 'number')
		return boundWords(key, measureText(value, key in units ? (units[key] ?? null) : unit, locale));
	if (typeof value === 'boolean') return value ? m.yes() : null;
	if (!Array.isArray(value) || value.length === 0) return null;
	return value.map((code) => codeWords(key, code, names)).join(', ');
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
			.map(({ id, keys, unit }) => {
				const label = composedLabel('criterion', id);
				const weight = criteria.wishes[id];
				const asks = keys.flatMap((key) => {
					const isSet =
						criteria[key] !== noCriteria[key] || key in units || key === 'shapeRelation';
					return (isSet && valueWords(criteria, key, unit, locale, names)) || [];
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
