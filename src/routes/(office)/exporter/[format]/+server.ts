import { error } from '@sveltejs/kit';
import { dayInFrance } from '#lib/domain/day.ts';
import { writtenFormats, type KnownFormat } from '#lib/formats/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { exportedLayer } from '#lib/server/export/exported-layer.ts';
import { readExport } from '#lib/server/export/export-query.ts';
import { featureLists } from '#lib/server/export/feature-lists.ts';
import { collectionSchema } from '#lib/server/ogc/collection-schema.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { exportedFile } from '../../exported-file.server.ts';
import { exportFaultSentence } from '../export-faults.server.ts';
import type { RequestHandler } from './$types';

function formatOf(id: string): KnownFormat {
	const found = writtenFormats.find((format) => format.id === id);
	if (found) return found;
	const expected = writtenFormats.map((format) => format.id).join(', ');
	error(400, m.export_unknown_format({ value: id.slice(0, 60), expected }));
}

/** What the file would be, without writing it. */
export const HEAD: RequestHandler = ({ params, url }) => {
	const format = formatOf(params.format);
	const { fault } = readExport(url.searchParams);
	if (fault !== null) error(400, exportFaultSentence(fault));
	return new Response(null, { headers: { 'content-type': format.mediaType } });
};

export const GET: RequestHandler = async ({ params, url, request }) => {
	const format = formatOf(params.format);
	const { question, system, fault } = readExport(url.searchParams);
	if (fault !== null) error(400, exportFaultSentence(fault));
	const { client } = appBackend();
	const territory = await readTerritory();
	const { list } = question;
	const [answer, properties, summary] = await Promise.all([
		territory.ask.recordsToExport(question),
		collectionSchema(client, list),
		territory.ask.summary()
	]);
	const { indexes, unknown } = answer;
	if (unknown.length > 0 && indexes.length === 0)
		error(404, m.export_unknown_plots({ count: unknown.length, names: unknown.join(', ') }));
	const { name, id } = territory.configuration;
	const address = `${siteAddress()}${url.pathname}${url.search}`;
	const layer = exportedLayer({
		...{ list, system, properties, summary, address, unknown },
		...{ territory: name, count: indexes.length }
	});
	const lists = () => featureLists(client, territory, list, answer);
	return exportedFile({
		...{ format: format.id, parts: [{ layer, lists }], signal: request.signal },
		mediaType: format.mediaType,
		file: `${list}-${id}-${dayInFrance(new Date())}-${String(system)}${format.extensions[0]}`
	});
};
