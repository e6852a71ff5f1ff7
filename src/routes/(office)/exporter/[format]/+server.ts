import { createReadStream, fstatSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { dayInFrance } from '#lib/domain/day.ts';
import { writtenFormats, type WrittenFormat } from '#lib/formats/written/written-formats.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { exportedLayer } from '#lib/server/export/exported-layer.ts';
import { readExport } from '#lib/server/export/export-query.ts';
import { featureLists } from '#lib/server/export/feature-lists.ts';
import { writeInThread, type ExportedFile } from '#lib/server/export/write-in-thread.ts';
import { collectionSchema } from '#lib/server/ogc/collection-schema.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { exportFaultSentence } from '../export-faults.server.ts';
import type { RequestHandler } from './$types';

function formatOf(id: string): WrittenFormat {
	const found = writtenFormats.find((format) => format.id === id);
	if (found) return found;
	const expected = writtenFormats.map((format) => format.id).join(', ');
	error(400, m.export_unknown_format({ value: id.slice(0, 60), expected }));
}

/** The file as it is read; its name is gone from the disk at once, and its bytes with the last of them. */
function fileBody({ path, remove }: ExportedFile): { length: number; body: ReadableStream } {
	const file = openSync(path, 'r');
	const { size } = fstatSync(file);
	remove();
	// Node and the browser each have a type for the same stream.
	const stream: unknown = Readable.toWeb(createReadStream('', { fd: file }));
	return { length: size, body: stream as ReadableStream };
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
	const written = await writeInThread({
		...{ format: format.id, layer, signal: request.signal },
		lists: () => featureLists(client, territory, list, answer)
	}).catch((failure: unknown) => {
		if (!request.signal.aborted) console.error('Export :', failure);
		error(500, m.export_failed());
	});
	if (written === 'too-many')
		return new Response(m.export_too_many(), {
			status: 503,
			headers: { 'retry-after': '10', 'content-type': 'text/plain; charset=utf-8' }
		});
	const { length, body } = fileBody(written);
	const file = `${list}-${id}-${dayInFrance(new Date())}-${String(system)}${format.extension}`;
	return new Response(body, {
		headers: {
			'content-type': format.mediaType,
			'content-length': String(length),
			'content-disposition': `attachment; filename="${file}"`,
			'cache-control': 'private, no-store'
		}
	});
};
