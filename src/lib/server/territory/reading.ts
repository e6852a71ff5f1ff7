import { setting } from '#env';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { BackendClient } from '#lib/backend/client.ts';
import { collections, type CollectionSummary } from '#lib/backend/features.ts';
import type { Box } from '#lib/domain/feature.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { boxIndex, type BoxIndex } from '#lib/geo/box-index.ts';
import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { packFeatures } from '#lib/search/columnar-transfer.ts';
import {
	atlasCollections,
	recordParsers,
	type AtlasCollection
} from '#lib/search/parse-records.ts';
import type { Records } from '#lib/search/records.ts';
import { CollectionTally } from './collection-tally.ts';
import type { ClassTexts } from './protocol.ts';
import { readClass, visitText, type ClassFeature, type ReadingPace } from './read-class.ts';

/** Everything that an anonymous visitor may see of a territory, as it stood at one moment. */
export interface Reading {
	/** The way to what the database counts of it, with the rights of a visitor. */
	client: BackendClient;
	configuration: TerritoryConfiguration;
	atlas: Atlas;
	/** Whether a page reads all plots; where they are too many it asks for those of its frame. */
	plotsTravelWhole: boolean;
	summary: CollectionSummary[];
	texts: ClassTexts;
	/** Keys of the features of a collection, in their order. */
	keys: Record<AtlasCollection, string[]>;
	inBox: Record<AtlasCollection, BoxIndex>;
}

type Gathered = {
	text: ClassTexts[AtlasCollection] | null;
	records: unknown[];
	keys: string[];
	boxes: (Box | null)[];
	tally: CollectionTally;
};

export type ReadingOptions = ReadingPace & {
	configuration: TerritoryConfiguration;
	kept: ClassTexts;
};

type Plots = Feature<Polygon | MultiPolygon>[];

/** Reads a territory: what is kept from its text, the rest from the database. */
export async function readWhole(
	client: BackendClient,
	{ configuration, memoryBytes, pageMilliseconds, kept }: ReadingOptions
): Promise<{ reading: Reading; packedPlots: string | null }> {
	const mostPlots = setting('FORGETERRE_PAGE_PLOTS');
	const plots: Plots = [];
	const pace = { memoryBytes, pageMilliseconds };
	const gathered = {} as Record<AtlasCollection, Gathered>;
	for (const collection of atlasCollections) {
		const whole = kept[collection];
		const own = gatherer(collection, collection === 'terrains' ? { plots, mostPlots } : null);
		if (whole) visitText(whole, own.visit);
		const text =
			whole ??
			(await readClass(client, { territory: configuration.id, collection }, own.visit, pace));
		pace.memoryBytes -= text?.bytes.byteLength ?? 0;
		gathered[collection] = { ...own.gathered, text };
	}
	// Constraints are few and large: they are counted, and read from the database when somebody asks.
	const constraints = await collections.summaryOf(client, configuration.id, 'contraintes');
	const each = <T>(pick: (of: Gathered, collection: AtlasCollection) => T) =>
		Object.fromEntries(
			atlasCollections.map((collection) => [collection, pick(gathered[collection], collection)])
		) as Record<AtlasCollection, T>;
	const records = Object.fromEntries(
		atlasCollections.map((collection) => [
			recordParsers[collection][0],
			gathered[collection].records
		])
	) as unknown as Records;
	const plotsTravelWhole = plots.length <= mostPlots;
	return {
		reading: {
			client,
			configuration,
			atlas: buildAtlas(records),
			plotsTravelWhole,
			summary: [
				...atlasCollections.map((collection) => gathered[collection].tally.summary()),
				constraints
			],
			texts: Object.fromEntries(
				atlasCollections.flatMap((collection) => {
					const { text } = gathered[collection];
					return text ? [[collection, text]] : [];
				})
			),
			keys: each(({ keys }) => keys),
			inBox: each(({ boxes }) => boxIndex(boxes))
		},
		packedPlots: plotsTravelWhole ? JSON.stringify(packFeatures(plots)) : null
	};
}

/** Takes of each feature what is needed later, so that the rest of it is let go. */
function gatherer(collection: AtlasCollection, whole: { plots: Plots; mostPlots: number } | null) {
	const [, parse] = recordParsers[collection];
	const gathered = {
		records: [] as unknown[],
		keys: [] as string[],
		boxes: [] as (Box | null)[],
		tally: new CollectionTally(collection)
	};
	const visit = (page: ClassFeature[]) => {
		for (const feature of page) {
			const box = feature.geometry === null ? null : boundingBox(feature.geometry);
			gathered.records.push(parse(feature));
			gathered.keys.push(String(feature.id));
			gathered.boxes.push(box);
			gathered.tally.add(feature, box);
			// One more than travels whole is enough to see that they do not.
			if (whole !== null && whole.plots.length <= whole.mostPlots)
				whole.plots.push(feature as Feature<Polygon | MultiPolygon>);
		}
	};
	return { gathered, visit };
}
