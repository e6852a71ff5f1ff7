import { isDay } from '#lib/domain/day.ts';
import { scopeParameter } from '../dashboard/scope.ts';

/** The day of the figures; and that of the figures beside, where two days are compared. */
export const dayParameter = 'date';
export const dayParameterBeside = 'avec_date';

/** A day that an address asks for. */
export interface AskedDay {
	/** ISO date; null for today, whose figures are those of the records. */
	day: string | null;
	/** What was asked for and is no day up to today; null for none. */
	unread: string | null;
}

/** Reads a day up to today. @param today ISO date */
export function readDay(text: string, today: string): AskedDay {
	const asked = text.trim();
	const known = isDay(asked) && asked <= today;
	return {
		day: known && asked < today ? asked : null,
		unread: known || asked === '' ? null : asked
	};
}

/** Parameters of an address that say a place and a day; today and the territory are said by nothing. */
export function placeAndDay(place: string, day: string | null): [name: string, value: string][] {
	return [
		...(place === '' ? [] : [[scopeParameter, place] as [string, string]]),
		...(day === null ? [] : [[dayParameter, day] as [string, string]])
	];
}
