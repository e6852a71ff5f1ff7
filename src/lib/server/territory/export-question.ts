import type { Criteria } from '#lib/search/criteria.ts';
import { foundIndexes, search } from '#lib/search/list-page.ts';
import type { RecordClass } from '#lib/search/list-view.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import type { Reading } from './reading.ts';

/** What is exported: what answers a search in one of its lists, or plots by their names. */
export type ExportQuestion =
	| { list: RecordClass; criteria: Criteria; ids: null }
	| { list: 'terrains'; criteria: null; ids: readonly string[] };

/** Records by their place in their collection, ascending. */
export interface ExportAnswer {
	indexes: Uint32Array;
	/** Their keys, where their text is not kept and the database has to write it. */
	keys: string[] | null;
	/** Identifiers that name no published plot. */
	unknown: string[];
}

const placesOfPlots = keptIn(
	({ keys }: Reading) => new Map(keys.terrains.map((key, index) => [key, index]))
);

/** The records that an export writes: all of them, never a page. */
export function recordsToExport(reading: Reading, asked: ExportQuestion): ExportAnswer {
	const { list } = asked;
	const places = asked.ids === null ? null : placesOfPlots(reading);
	const indexes =
		asked.ids === null
			? foundIndexes(reading.atlas, search(reading.atlas, asked.criteria), list)
			: Uint32Array.from(asked.ids.flatMap((id) => places?.get(id) ?? [])).sort();
	return {
		indexes,
		keys: reading.texts[list]
			? null
			: Array.from(indexes, (index) => reading.keys[list][index] as string),
		unknown: asked.ids === null ? [] : asked.ids.filter((id) => places?.has(id) !== true)
	};
}
