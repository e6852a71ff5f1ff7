import { inventory } from '#lib/backend/inventory.ts';
import { unitsAtOnce } from '#lib/subjects/inventory/inventory-query.ts';
import { readInventory } from './inventory.server.ts';
import type { PageServerLoad } from './$types';

/** Units of a site stand on one page, so that all of them are on its plan. */
const unitsOfSite = 500;

export const load: PageServerLoad = async (event) => {
	const { territory, ...read } = await readInventory(event);
	const { scope, query } = read;
	const limit = scope.kind === 'site' ? unitsOfSite : unitsAtOnce;
	const offset = (query.page - 1) * limit;
	const found = await inventory.units(event.locals.supabase, {
		...{ territory, place: scope, day: query.day, state: query.state, limit, offset }
	});
	const { total } = found;
	// Plans are drawn of one site; the outlines of others would only weigh.
	const units =
		scope.kind === 'site' ? found.units : found.units.map((unit) => ({ ...unit, outline: null }));
	const role = event.locals.member?.role;
	return {
		...read,
		...{ units, total, from: offset + 1, more: offset + units.length < total },
		/** Agents see owners, and go and look. */
		agent: role === 'agent' || role === 'administrateur'
	};
};
