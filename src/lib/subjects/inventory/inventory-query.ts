import { unitStates, type UnitState } from '#lib/domain/inventory.ts';

/** Names of the parameters of the inventory, beside that of the place. */
export const inventoryParameters = { year: 'annee', state: 'etat', page: 'page' } as const;

/** Units on a page. */
export const unitsAtOnce = 50;

const firstYear = 1990;

export interface InventoryQuery {
	year: number;
	/** 1 January of the year, AAAA-01-01. */
	day: string;
	/** The 1 Januaries to compare with, this one among them. */
	days: string[];
	/** What was asked for and is no year that an inventory can be of. */
	unread: string | null;
	/** The last year that may be asked for: that of the next 1 January. */
	latest: number;
	/** Of which units are listed; null for all. */
	state: UnitState | null;
	/** What was asked for and is no state. */
	unreadState: string | null;
	page: number;
}

export const firstOf = (year: number) => `${String(year)}-01-01`;

/**
 * Reads the year of an inventory: this one's where none is asked. The next may be asked for too: it is what the visits
 * of today are for.
 * @param today ISO date
 */
export function readInventoryQuery(parameters: URLSearchParams, today: string): InventoryQuery {
	const current = Number(today.slice(0, 4));
	const latest = current + 1;
	const text = parameters.get(inventoryParameters.year)?.trim() ?? '';
	const asked = /^\d{4}$/.test(text) ? Number(text) : NaN;
	const known = asked >= firstYear && asked <= latest;
	const year = known ? asked : current;
	const years = new Set([year, current - 2, current - 1, current, latest]);
	const stateText = parameters.get(inventoryParameters.state) ?? '';
	const state = unitStates.find((one) => one === stateText) ?? null;
	const page = Number(parameters.get(inventoryParameters.page) ?? '1');
	return {
		year,
		day: firstOf(year),
		days: [...years].toSorted((a, b) => a - b).map(firstOf),
		unread: known || text === '' ? null : text,
		...{ latest, state },
		unreadState: state === null && stateText !== '' ? stateText : null,
		page: Number.isInteger(page) && page > 0 ? Math.min(page, 1000) : 1
	};
}

/** What an address of the inventory asks: a year, and what stands beside it. */
export function inventoryQueryText(year: number | string, more: Record<string, string>): string {
	return new URLSearchParams({ [inventoryParameters.year]: String(year), ...more }).toString();
}
