import type { InventoryLine } from '#lib/backend/inventory.ts';
import { share, vacancyInterval, vacancyRate } from '#lib/domain/vacancy.ts';

/** Bounds in %. */
export type Interval = [low: number, high: number];

/** What the figures of a place make; a rate is null where nothing can be said, never NaN. Shares are in %. */
export interface Rates {
	/** Whole %: units vacant by units, as the law counts. */
	legal: number | null;
	/** Of the legal rate, were all units of unknown state occupied, or all vacant. */
	interval: Interval | null;
	byArea: number | null;
	byAreaInterval: Interval | null;
	/** Employees who worked where land is vacant, by all who work or worked on units of known state. */
	byJobs: number | null;
	/** Ground under buildings, by the area of the units of which it is known. */
	built: number | null;
}

/** Nothing is known of a place without units, and of one whose every unit is unknown. */
export function ratesOf(line: InventoryLine | undefined): Rates {
	const none = { legal: null, interval: null, byArea: null, byAreaInterval: null, byJobs: null };
	if (!line || line.units === 0) return { ...none, built: null };
	const built = share(line.footprintM2, line.measuredM2);
	if (line.unknown === line.units) return { ...none, built };
	return {
		legal: vacancyRate(line.units, line.vacant),
		interval: vacancyInterval(line.units, line.vacant, line.unknown),
		byArea: share(line.vacantM2, line.areaM2),
		byAreaInterval: vacancyInterval(line.areaM2, line.vacantM2, line.unknownM2),
		byJobs: share(line.vacantJobs, line.jobs - line.unknownJobs),
		built
	};
}
