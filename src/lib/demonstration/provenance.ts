import type { ColumnValue } from '#lib/domain/import/record.ts';
import { demonstrationSource } from '#lib/domain/provenance.ts';
import type { SeededRandom } from './random.ts';

const dayMs = 86_400_000;

/** ISO date a number of days before another. */
export function daysBefore(date: string, days: number): string {
	return new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);
}

/** ISO date within the two years before the reference date. */
export function recentDate(reference: string, random: SeededRandom): string {
	return daysBefore(reference, random.whole(1, 729));
}

/** What every record of the set says of itself: invented, and when. */
export function inventedOn(date: string): Record<string, ColumnValue> {
	return {
		demonstration: true,
		source_nom: demonstrationSource,
		source_date: date,
		source_methode: 'démonstration : données inventées par un programme',
		source_licence: 'Licence Ouverte 2.0'
	};
}
