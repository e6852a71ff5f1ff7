import { error } from '@sveltejs/kit';
import { inventory, mostUnits } from '#lib/backend/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { ratesCsv, unitsCsv } from '#lib/subjects/inventory/panels/inventory-csv.ts';
import { unreadState } from '#lib/subjects/inventory/panels/inventory-words.ts';
import { attachment } from '../../../dashboard.server.ts';
import { readInventory } from '../../inventory.server.ts';
import type { RequestHandler } from './$types';

const tables = ['annees', 'lieux', 'unites'];

/** A table of the inventory, for a spreadsheet. A place or a year that is none is refused: a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const { tableau } = event.params;
	if (!tables.includes(tableau))
		error(404, m.inventory_table_unknown({ value: tableau, expected: tables.join(', ') }));
	const { territory, scope, place, query, years, parts, unknownPlace } = await readInventory(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const { unread, latest, year, day, state } = query;
	if (unread !== null) error(404, m.inventory_year_unread({ value: unread, latest, year }));
	if (query.unreadState !== null) error(404, unreadState(query.unreadState));
	const unitsFile = async () => {
		const asked = { territory, place: scope, day, state, limit: mostUnits, offset: 0 };
		const { units } = await inventory.units(event.locals.supabase, asked);
		return unitsCsv(units, getLocale());
	};
	const text =
		tableau === 'unites'
			? await unitsFile()
			: tableau === 'annees'
				? ratesCsv(m.inventory_head_year(), years)
				: ratesCsv(m.inventory_head_place(), parts);
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(`inventaire-${tableau}-${String(year)}`, place, 'csv')
		}
	});
};
