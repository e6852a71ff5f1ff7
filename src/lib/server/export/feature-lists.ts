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
			yield handedOver(featuresText(text, indexes.subarray(from, to)));
			continue;
		}
		const territory = configuration.id;
		const asked = { territory, collection: list, keys: keys?.slice(from, to) ?? [] };
		yield handedOver([listOfLines((await features.named(client, asked)).lines)]);
	}
}

/** Pieces in one, in bytes of their own, which a thread may be given; memory that was lent for them is given back. */
function handedOver(
	pieces: readonly (Uint8Array & Partial<Disposable>)[]
): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(pieces.reduce((bytes, { length }) => bytes + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
		piece[Symbol.dispose]?.();
	}
	return whole;
}
