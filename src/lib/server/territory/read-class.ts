import type { Feature, Geometry } from 'geojson';
import type { BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import type { AtlasCollection } from '#lib/search/parse-records.ts';
import { ClassTextBuilder, featureAt, listOfLines, type ClassText } from './class-text.ts';

export type ClassFeature = Feature<Geometry | null>;

const [fewest, first, most] = [250, 1_000, 4_000];

/** How a collection is read. */
export type ReadingPace = {
	/** How long a page may take the database, about: an embedded one answers nobody else meanwhile. */
	pageMilliseconds: number;
	/** What the text may take in memory. */
	memoryBytes: number;
};

type Visit = (features: ClassFeature[]) => void;

/**
 * Reads a collection from the database, page after page, so that others are answered between.
 * @param visit sees the features of each page
 * @returns the text; null where it would take more
 */
export async function readClass(
	client: BackendClient,
	of: { territory: string; collection: AtlasCollection },
	visit: Visit,
	{ pageMilliseconds, memoryBytes }: ReadingPace
): Promise<ClassText | null> {
	let builder: ClassTextBuilder | null = new ClassTextBuilder();
	let [key, limit]: [string | null, number] = [null, first];
	for (;;) {
		const begin = performance.now();
		const page = await features.after(client, { ...of, key, limit });
		const taken = performance.now() - begin;
		builder?.add(page.lines);
		if ((builder?.length ?? 0) > memoryBytes) builder = null;
		visit(JSON.parse(`[${listOfLines(page.lines).toString()}]`) as ClassFeature[]);
		if (page.returned < limit || page.last_key === null) return builder?.finish() ?? null;
		key = page.last_key;
		limit = Math.min(most, Math.max(fewest, Math.round((limit * pageMilliseconds) / taken)));
	}
}

/** Shows the features of a text that is there already, a thousand at a time. */
export function visitText(text: ClassText, visit: Visit): void {
	const step = 1_000;
	for (let from = 0; from < text.count; from += step) {
		const count = Math.min(step, text.count - from);
		visit(Array.from({ length: count }, (_, at) => featureAt(text, from + at)));
	}
}
