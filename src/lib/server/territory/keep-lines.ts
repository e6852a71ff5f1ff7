import { plotLines } from '#lib/backend/plot-lines.ts';
import type { TerritoryWork } from '../territory-work.ts';

/** Plots that are looked at once: an embedded database answers nobody else meanwhile. */
const lot = 1_000;

/**
 * Has the database keep the lines that pages of plots are read from, where they are missing.
 * @returns false where somebody was writing: to be done again
 */
export async function keepLines({
	service,
	territory,
	goesOn = () => true
}: TerritoryWork): Promise<boolean> {
	let key: string | null = null;
	while (goesOn()) {
		const { last_key, kept } = await plotLines.keep(service, { territory, key, limit: lot });
		if (kept === null) return false;
		if (last_key === null) break;
		key = last_key;
	}
	return true;
}
