import { dayInFrance } from '#lib/domain/day.ts';
import { readLawQuery } from '#lib/subjects/indicators/law-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) =>
	readLawQuery(url.searchParams, dayInFrance(new Date()));
