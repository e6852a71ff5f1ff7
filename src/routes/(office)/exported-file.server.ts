import { createReadStream, fstatSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import {
	writeInThread,
	type ExportedFile,
	type ExportOrder
} from '#lib/server/export/write-in-thread.ts';

/** The file as it is read; its name is gone from the disk at once, and its bytes with the last of them. */
function fileBody({ path, remove }: ExportedFile): { length: number; body: ReadableStream } {
	const file = openSync(path, 'r');
	const { size } = fstatSync(file);
	remove();
	// Node and the browser each have a type for the same stream.
	const stream: unknown = Readable.toWeb(createReadStream('', { fd: file }));
	return { length: size, body: stream as ReadableStream };
}

/** Writes an export and answers with it as a download of some name; 503 where too many wait, 500 with a sentence. */
export async function exportedFile(
	order: ExportOrder & { mediaType: string; file: string }
): Promise<Response> {
	const written = await writeInThread(order).catch((failure: unknown) => {
		if (!order.signal.aborted) console.error('Export :', failure);
		error(500, m.export_failed());
	});
	if (written === 'too-many')
		return new Response(m.export_too_many(), {
			status: 503,
			headers: { 'retry-after': '10', 'content-type': 'text/plain; charset=utf-8' }
		});
	const { length, body } = fileBody(written);
	return new Response(body, {
		headers: {
			'content-type': order.mediaType,
			'content-length': String(length),
			'content-disposition': `attachment; filename="${order.file}"`,
			'cache-control': 'private, no-store'
		}
	});
}
