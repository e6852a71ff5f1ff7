import { error, redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { formatName, readExport } from '#lib/server/export/export-query.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { exportFaultSentence } from './export-faults.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const parameters = new URLSearchParams(url.searchParams);
	const format = parameters.get(formatName);
	if (format !== null && format !== '') {
		parameters.delete(formatName);
		redirect(303, `${localizeHref(`/exporter/${encodeURIComponent(format)}`)}?${parameters}`);
	}
	const { question, fault } = readExport(parameters);
	if (fault !== null) error(400, exportFaultSentence(fault));
	const { ask } = await readTerritory();
	const { indexes, unknown } = await ask.recordsToExport(question);
	return { list: question.list, count: indexes.length, unknown };
};
