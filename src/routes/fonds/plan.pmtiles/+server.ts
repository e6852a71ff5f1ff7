import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { byteRange } from '#lib/server/ground/byte-range.ts';
import { ownBaseMap } from '#lib/server/ground/own-base-map.ts';
import type { RequestHandler } from './$types';

/** Largest part that one request gets, in bytes: a tile has some hundred kilobytes at the most. */
const largestPart = 16 * 1_048_576;

/** The operator's own base map, part by part (FORGETERRE_BASEMAP). */
export const GET: RequestHandler = async ({ request }) => {
	const file = await ownBaseMap();
	if (file === null) error(404, m.base_map_own_missing());
	const headers = new Headers({
		etag: file.tag,
		'accept-ranges': 'bytes',
		// The part that is kept is asked for again with its tag: a new file is seen at once.
		'cache-control': 'no-cache',
		'content-type': 'application/vnd.pmtiles'
	});
	if (request.headers.get('if-none-match') === file.tag) {
		return new Response(null, { status: 304, headers });
	}
	const range = byteRange(request.headers.get('range'), file.size);
	if (range === 'outside') {
		headers.set('content-range', `bytes */${file.size}`);
		return new Response(null, { status: 416, headers });
	}
	if (range === null) return sent(file.path, 0, file.size - 1, 200, headers);
	const to = Math.min(range.to, range.from + largestPart - 1);
	headers.set('content-range', `bytes ${range.from}-${to}/${file.size}`);
	return sent(file.path, range.from, to, 206, headers);
};

function sent(path: string, start: number, end: number, status: number, headers: Headers) {
	headers.set('content-length', String(end - start + 1));
	const bytes = Readable.toWeb(createReadStream(path, { start, end }));
	return new Response(bytes as ReadableStream<Uint8Array>, { status, headers });
}
