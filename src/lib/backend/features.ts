import type { Feature, FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { call } from './call.ts';
import { callForLines } from './call-for-lines.ts';
import type { BackendClient } from './client.ts';

/** Collections of the map and of OGC API Features. */
export const collectionNames = [
	'epci',
	'communes',
	'sites',
	'terrains',
	'etablissements',
	'friches',
	'poi',
	'contraintes'
] as const;

export type CollectionName = (typeof collectionNames)[number];

/** Property by which the records of a collection lie in time; in SQL `collection_date`. */
export const collectionDates: Record<CollectionName, string> = {
	epci: 'source_date',
	communes: 'source_date',
	sites: 'site_actu_date',
	terrains: 'terr_actu_date',
	etablissements: 'etab_actu_date',
	friches: 'site_actu_date',
	poi: 'source_date',
	contraintes: 'source_date'
};

/**
 * A filter compares as its property is: a text, a number, a day, a yes or no. `datetime` is no property: an interval
 * `2026-01-01/..` on the collection's date.
 */
export type FeatureFilters = Record<string, string | number | boolean>;

export type FeatureQuery = {
	territory: string;
	collection: string;
	/** West, south, east, north, in degrees. */
	bbox?: readonly number[] | undefined;
	filters?: FeatureFilters | undefined;
	/** Features at most; all of them when absent. */
	limit?: number | undefined;
	offset?: number | undefined;
};

/** GeoJSON in degrees to six decimals; `id` is the record's key, null properties are left out. */
export type FeaturePage = FeatureCollection & { numberMatched: number; numberReturned: number };

const count = v.pipe(v.number(), v.integer());

// Features are parsed one by one by the schemas of domain; here only their envelope is.
const Page = v.object({
	type: v.literal('FeatureCollection'),
	numberMatched: count,
	numberReturned: count,
	features: v.custom<Feature[]>((value) => Array.isArray(value), 'une liste de features')
});

/** What a page says of its lines: GeoJSON features, one each, as the database wrote them. */
const Lines = v.object({ returned: count });
const CountedLines = v.object({
	...Lines.entries,
	/** How many there are in all; null where it was not asked. */
	matched: v.nullable(count)
});
const LinesAfter = v.object({
	...Lines.entries,
	/** Key of the last; null where there are none. */
	last_key: v.nullable(v.string())
});

/** UTF-8, without a last line break. */
type WithLines<Schema extends v.GenericSchema> = v.InferOutput<Schema> & { lines: Uint8Array };

const One = v.custom<Feature | null>(
	(value) =>
		value === null || (typeof value === 'object' && 'type' in value && value.type === 'Feature'),
	'une feature GeoJSON ou null'
);

/** What every page is asked by. */
function pageOf({ territory, bbox, filters, limit, offset }: Omit<FeatureQuery, 'collection'>) {
	return {
		p_territory: territory,
		p_bbox: bbox ?? null,
		p_filters: filters ?? null,
		p_limit: limit ?? null,
		p_offset: offset ?? 0
	};
}

/** Features of a collection, as the client's rights let them be seen. */
export const features = {
	/** @throws BackendError 404 for an unknown collection, 400 for a bbox, filter or page refused */
	page: (client: BackendClient, query: FeatureQuery): Promise<FeaturePage> =>
		call(
			client,
			'features_page',
			{ ...pageOf(query), p_collection: query.collection },
			Page,
			query.limit === undefined
		),

	/**
	 * A page as text, in the order of the keys.
	 * @param query `counted` asks how many there are in all, which costs as much as the page where there are many
	 * @throws BackendError 404 for an unknown collection, 400 for a bbox, filter or page refused
	 */
	text: (
		client: BackendClient,
		query: FeatureQuery & { counted: boolean }
	): Promise<WithLines<typeof CountedLines>> =>
		callForLines(
			client,
			'features_text',
			{ ...pageOf(query), p_collection: query.collection, p_counted: query.counted },
			CountedLines
		),

	/** The features that follow a key, as text, in the order of the keys; from the first on when it is null. */
	after: (
		client: BackendClient,
		query: { territory: string; collection: string; key: string | null; limit: number }
	): Promise<WithLines<typeof LinesAfter>> =>
		callForLines(
			client,
			'features_after',
			{
				p_territory: query.territory,
				p_collection: query.collection,
				p_after: query.key,
				p_limit: query.limit
			},
			LinesAfter
		),

	/** Features by their keys, as text, in the order of the keys; unknown ones are left out. */
	named: (
		client: BackendClient,
		query: { territory: string; collection: string; keys: readonly string[] }
	): Promise<WithLines<typeof Lines>> =>
		callForLines(
			client,
			'features_named',
			{ p_territory: query.territory, p_collection: query.collection, p_keys: query.keys },
			Lines
		),

	/**
	 * Plots that fail no criterion of a search.
	 * @param query `criteria` as `terrains_matching` takes them
	 * @throws BackendError 400 for a bbox, filter or page refused
	 */
	search: (
		client: BackendClient,
		query: Omit<FeatureQuery, 'collection'> & { criteria: object }
	): Promise<FeaturePage> =>
		call(client, 'terrains_search', { ...pageOf(query), p_criteria: query.criteria }, Page),

	/** One feature by its key, or null. @throws BackendError 404 for an unknown collection */
	one: (
		client: BackendClient,
		query: { territory: string; collection: string; id: string }
	): Promise<Feature | null> =>
		call(
			client,
			'feature_by_id',
			{ p_territory: query.territory, p_collection: query.collection, p_id: query.id },
			One
		)
};

const Summary = v.object({
	collection: v.picklist(collectionNames),
	count,
	/** West, south, east, north of what has a geometry; null when nothing has. */
	bbox: v.nullable(v.tuple([v.number(), v.number(), v.number(), v.number()])),
	/** First and last day of the date of its records (`collectionDates`); null when none has one. */
	days: v.nullable(v.tuple([v.string(), v.string()])),
	/** Records that have a geometry: fewer than `count` where contours are missing. */
	geometries: count,
	sources: v.array(v.string()),
	licences: v.array(v.string()),
	latest_source_date: v.nullable(v.string()),
	/** Records of the demonstration set among them. */
	demonstration: count
});

export type CollectionSummary = v.InferOutput<typeof Summary>;

const Properties = v.array(
	v.object({
		name: v.string(),
		type: v.picklist(['string', 'number', 'integer', 'boolean']),
		/** `date` for a date written AAAA-MM-JJ. */
		format: v.optional(v.string()),
		description: v.optional(v.string()),
		/** Closed list of the values admitted. */
		enum: v.optional(v.array(v.string()))
	})
);

export type CollectionProperty = v.InferOutput<typeof Properties>[number];

/** What each collection holds, and what its features can say. */
export const collections = {
	/** One line a collection, in the order of `collectionNames`; counts are 0 for an unknown territory. */
	summary: (client: BackendClient, territory: string): Promise<CollectionSummary[]> =>
		call(client, 'collections_summary', { p_territory: territory }, v.array(Summary), true),

	/** The line of one collection. @throws BackendError 404 for an unknown collection */
	summaryOf: (
		client: BackendClient,
		territory: string,
		collection: CollectionName
	): Promise<CollectionSummary> =>
		call(
			client,
			'collection_summary',
			{ p_territory: territory, p_collection: collection },
			Summary,
			true
		),

	/** Properties of a collection. @throws BackendError 404 for an unknown collection */
	schema: (client: BackendClient, collection: string): Promise<CollectionProperty[]> =>
		call(client, 'collection_schema', { p_collection: collection }, Properties)
};
