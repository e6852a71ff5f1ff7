import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { pdfResponse } from '../../../../printed.server.ts';
import { composeReport } from '../report.server.ts';
import type { RequestHandler } from './$types';

/** The triennial report as PDF/UA-1: the same texts and figures as its page. */
export const GET: RequestHandler = async (event) => {
	const { document, placeText, period, unreadPeriod } = await composeReport(event);
	if (document === null) error(400, m.triennial_choose());
	if (unreadPeriod) error(400, m.triennial_period_unread({ value: unreadPeriod }));
	return pdfResponse(document, `rapport-triennal-${placeText}-${String(period.to)}`);
};
