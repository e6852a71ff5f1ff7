import { type CollectionName, features, type FeatureFilters } from '#lib/backend/features.ts';
import type { Box } from '#lib/domain/feature.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { atlasCollections, type AtlasCollection } from '#lib/search/parse-records.ts';
import { passing } from '../answers/lent-memory.ts';
import { featuresText, listOfLines } from '../territory/class-text.ts';
import type { Territory } from '../territory/read-territory.ts';
import type { OgcRequest } from './answer.ts';
import { countKept } from './kept-counts.ts';
import { searchCriteria } from './search-criteria.ts';

/** A page of features as text, commas between, in pieces. */
export interface TextPage {
	list: readonly Buffer[];
	numberMatched: number;
	numberReturned: number;
}

export interface AskedPage {
	collection: CollectionName;
	bbox: Box | undefined;
	filters: FeatureFilters;
	criteria: Criteria | null;
	limit: number;
	offset: number;
}

/** Reads a page from memory where it is there, else from the database. Both answer the same. */
export function readPage(request: OgcRequest, asked: AskedPage): Promise<TextPage> {
	const collection = atlasCollections.find((one) => one === asked.collection);
	return collection && answersFromMemory(request.reading, collection, asked)
		? fromMemory(request, collection, asked)
		: fromDatabase(request, asked);
}

/**
 * Filters by property are the database's; so is a box that is a line or crosses the antimeridian, and a collection
 * whose text is not kept, unless a search is asked: its verdicts are in memory whatever the size.
 */
function answersFromMemory(
	{ texts }: Territory,
	collection: AtlasCollection,
	{ bbox, filters, criteria }: AskedPage
): boolean {
	if (Object.keys(filters).length > 0) return false;
	if (bbox && !(bbox[0] < bbox[2] && bbox[1] < bbox[3])) return false;
	return texts[collection] !== undefined || criteria !== null;
}

async function fromMemory(
	{ reading, client, configuration }: OgcRequest,
	collection: AtlasCollection,
	{ bbox, criteria, limit, offset }: AskedPage
): Promise<TextPage> {
	const { matched, indexes, keys } = await reading.ask.features({
		...{ collection, box: bbox ?? null, criteria, limit, offset }
	});
	const text = reading.texts[collection];
	if (text) {
		const list = featuresText(text, indexes);
		return { list, numberMatched: matched, numberReturned: indexes.length };
	}
	const territory = configuration.id;
	const { lines, returned } = await features.named(client, {
		...{ territory, collection, keys: keys ?? [] }
	});
	return { list: [passing(listOfLines(lines))], numberMatched: matched, numberReturned: returned };
}

async function fromDatabase(
	{ client, configuration, reading }: OgcRequest,
	{ criteria, ...asked }: AskedPage
): Promise<TextPage> {
	const query = { ...asked, territory: configuration.id };
	if (criteria) {
		const page = await features.search(client, { ...query, criteria: searchCriteria(criteria) });
		const list = page.features.map((feature) => JSON.stringify(feature)).join(',');
		return {
			list: [Buffer.from(list)],
			numberMatched: page.numberMatched,
			numberReturned: page.numberReturned
		};
	}
	const { collection, bbox, filters } = asked;
	const counts = countKept(reading.texts, JSON.stringify([collection, bbox, filters]));
	const page = await features.text(client, { ...query, counted: counts.known === null });
	const matched = counts.known ?? page.matched ?? page.returned;
	counts.keep(matched);
	const list = [passing(listOfLines(page.lines))];
	return { list, numberMatched: matched, numberReturned: page.returned };
}
