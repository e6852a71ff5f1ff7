import { m } from '#lib/paraglide/messages.js';
import { dateOfDay } from '#lib/search/day.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import type { Unit } from '#lib/search/criterion.ts';
import type { AskedCriterion } from '#lib/search/evaluate.ts';
import type { Failure } from '#lib/search/funnel.ts';
import {
	formatDate,
	formatHectares,
	formatKilometres,
	formatNumber,
	formatPercent,
	formatPricePerSquareMetre
} from '#lib/ui/format.ts';
import { hallText } from './hall-words.ts';
import { codeLabel, composedLabel } from './vocabulary-words.ts';

/** A value in a criterion's unit, as the language writes it; with its usual decimals unless told how many. */
export function measureText(
	value: number,
	unit: Unit | null,
	locale: string,
	decimals?: number
): string {
	switch (unit) {
		case 'ha':
			return formatHectares(value, locale, decimals);
		case 'km':
			return formatKilometres(value, locale, decimals);
		case '€/m²':
			return formatPricePerSquareMetre(value, locale, decimals);
		case 'date':
			return formatDate(dateOfDay(value), locale);
		case 'employees':
			return m.employees({ count: Math.round(value), number: formatNumber(value, locale) });
		case 'days':
			return m.days_count({ count: Math.round(value) });
		case 'docks':
			return m.docks_count({ count: Math.round(value) });
		case '%':
			return formatPercent(value, locale, decimals);
		case 'm³/j':
			return `${formatNumber(value, locale, decimals ?? 1)}\u202F${m.unit_m3_per_day()}`;
		case null:
			return formatNumber(value, locale, decimals ?? 1);
		default:
			return `${formatNumber(value, locale, decimals ?? 1)}\u202F${unit}`;
	}
}

export interface Held {
	value: number | string | null;
	unit: Unit | null;
	measuredBy: 'road' | 'straight' | null;
	interval: [low: number, high: number] | null;
}

/** A value with the way it was measured, or its bounds; null when nobody says. */
export function heldText(
	{ value, unit, measuredBy, interval }: Held,
	locale: string,
	decimals?: number
): string | null {
	if (interval && interval[0] !== interval[1])
		return m.area_between({
			low: formatNumber(interval[0], locale),
			high: measureText(interval[1], unit, locale)
		});
	if (value === null) return null;
	if (typeof value === 'string') return codeLabel(value);
	const text = measureText(value, unit, locale, decimals);
	return measuredBy === null ? text : `${text} ${composedLabel('measured', measuredBy)}`;
}

/** What a plot that is let through has of a criterion, with the way a distance was measured; null when nobody says. */
export function plotValueText(
	asked: AskedCriterion,
	plot: number,
	criteria: Criteria,
	locale: string
): string | null {
	const { prepared, criterion } = asked;
	const value = prepared.valueAt(plot);
	if (asked.id === 'hall')
		return hallText(
			{ value, interval: prepared.intervalAt?.(plot) ?? null },
			criteria,
			false,
			locale
		);
	return heldText(
		{
			value,
			unit: criterion.unit,
			measuredBy: value === null ? null : (prepared.measuredBy?.(plot) ?? null),
			interval: prepared.intervalAt?.(plot) ?? null
		},
		locale
	);
}

/** Why a plot fails a criterion: "4,6 ha pour 5 ha demandés", or what it has instead. */
export function failureText(failure: Failure, criteria: Criteria, locale: string): string {
	if (failure.id === 'text') return m.failure_text({ text: criteria.text });
	if (failure.id === 'shape') return areaFailureText(criteria);
	if (failure.id === 'hall') return hallText(failure, criteria, true, locale);
	const { limit, unit } = failure;
	if (limit === null) return heldText(failure, locale) ?? m.not_stated();
	const decimals = decimalsApart(failure, limit.asked, locale);
	const value = heldText(failure, locale, decimals) ?? m.not_stated();
	const asked = measureText(limit.asked, unit, locale, decimals);
	return unit === 'date' ? m.reason_date({ value, asked }) : m.reason_short({ value, asked });
}

/** How many decimals tell a value from the bound that it misses, where the usual ones say "2 ha pour 2 ha". */
function decimalsApart(
	{ value, unit }: Failure,
	asked: number,
	locale: string
): number | undefined {
	if (typeof value !== 'number') return undefined;
	const differ = (decimals?: number) =>
		measureText(value, unit, locale, decimals) !== measureText(asked, unit, locale, decimals);
	if (differ()) return undefined;
	// The bound is shown as it was asked, never rounded.
	return [0, 1, 2, 3, 4, 5, 6].find(
		(decimals) => Number(asked.toFixed(decimals)) === asked && differ(decimals)
	);
}

function areaFailureText({ shapeOutside, shapeRelation }: Criteria): string {
	if (shapeOutside) return m.failure_area_outside();
	switch (shapeRelation) {
		case 'touching':
			return m.failure_area_touching();
		case 'within':
			return m.failure_area_within();
		case 'centre':
			return m.failure_area_centre();
	}
}
