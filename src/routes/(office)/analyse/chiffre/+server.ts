import { dayInFrance } from '#lib/domain/day.ts';
import { dayParameter, readDay } from '#lib/subjects/indicators/kept/day-query.ts';
import { readBehind } from '../behind.server.ts';
import { refusedRecords } from '../refused-table.ts';
import type { RequestHandler } from './$types';

/** The records behind a figure of `/analyse`, in its address: what the page asks for when a bar is chosen. */
export const GET: RequestHandler = async (event) => {
	const asked = event.url.searchParams.get(dayParameter) ?? '';
	if (readDay(asked, dayInFrance(new Date())).day !== null) return refusedRecords();
	return Response.json(await readBehind(event));
};
