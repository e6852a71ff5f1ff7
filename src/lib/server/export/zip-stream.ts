import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ZippedFile {
	/** Path inside the archive. */
	name: string;
	content: Uint8Array;
	/** False for what is compressed already: photos, PDF. */
	compress: boolean;
}

/** A zip archive of files that are asked for one by one, so that only one is ever in memory. */
export function zipStream(files: AsyncIterable<ZippedFile>): ReadableStream<Uint8Array> {
	const source = files[Symbol.asyncIterator]();
	let archive: Zip;
	return new ReadableStream({
		start(controller) {
			archive = new Zip((fault, chunk, final) => {
				if (fault) {
					controller.error(fault);
					return;
				}
				controller.enqueue(chunk);
				if (final) controller.close();
			});
		},
		async pull() {
			const next = await source.next();
			if (next.done) {
				archive.end();
				return;
			}
			const { name, content, compress } = next.value;
			const entry = compress ? new ZipDeflate(name) : new ZipPassThrough(name);
			archive.add(entry);
			entry.push(content, true);
		},
		async cancel() {
			await source.return?.();
		}
	});
}
