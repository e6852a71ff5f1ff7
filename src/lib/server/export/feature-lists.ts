import { ownBytes } from '#lib/backend/body-bytes.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import type { RecordClass } from '#lib/search/list-view.ts';
import { featuresText, listOfLines } from '../territory/class-text.ts';
import type { ExportAnswer } from '../territory/export-question.ts';
import type { Territory } from '../territory/read-territory.ts';

/** Features that are handed on at a time. */
const lotSize = 500;

/** The text of some records as lists, lot by lot: from memory where it is kept there, else from the database. */
export async function* featureLists(
	client: BackendClient,
	{ texts, configuration }: Pick<Territory, 'texts' | 'configuration'>,
	list: RecordClass,
	{ indexes, keys }: Pick<ExportAnswer, 'indexes' | 'keys'>
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const text = texts[list];
	for (let from = 0; from < indexes.length; from += lotSize) {
		const to = from + lotSize;
		if (text && keys === null) {
			yield ownBytes(Buffer.concat(featuresText(text, indexes.subarray(from, to))));
			continue;
		}
		const territory = configuration.id;
		const asked = { territory, collection: list, keys: keys?.slice(from, to) ?? [] };
		// A part of the answer's memory, and a thread is given bytes of their own.
		yield new Uint8Array(listOfLines((await features.named(client, asked)).lines));
	}
}
