import { m } from '#lib/paraglide/messages.js';
import { indicatorIds } from '#lib/subjects/indicators/dashboard/indicator.ts';

const refusal = (code: string, description: string) =>
	Response.json({ code, description }, { status: 404 });

/** A machine asked for a place that is none. */
export const refusedPlace = (value: string) =>
	refusal('unknown-place', m.analyse_csv_place_unknown({ value }));

/** A machine asked for a table that is none. */
export const refusedTable = (value: string) =>
	refusal('unknown-table', m.analyse_table_unknown({ value, expected: indicatorIds.join(', ') }));

/** The records behind a figure of a past day, of which the figures alone are kept. */
export const refusedRecords = () => refusal('records-not-kept', m.analyse_behind_past());
