import { randomUUID } from 'node:crypto';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { collections, features, type CollectionSummary } from '#lib/backend/features.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { packFeatures } from '#lib/search/columnar-transfer.ts';
import { atlasCollections, parseRecords, type AtlasFeatures } from '#lib/search/parse-records.ts';
import { appBackend } from './app-backend.ts';

/** What the pages need of the territory that this process serves. */
export interface Territory {
	configuration: TerritoryConfiguration;
	atlas: Atlas;
	summary: CollectionSummary[];
	/** The published plots as JSON of `packFeatures`: what the page reads instead of twice as much GeoJSON. */
	packedPlots: string;
	/** An ETag of these records: another one when any of them has changed, and in another process. */
	etag: string;
}

type Reading = { revision: number; territory: Promise<Territory> };

/** What every anonymous visitor may see, kept until the data change; nothing of any one visitor. */
const readings = new WeakMap<BackendClient, Reading>();

// Another process may run another version of this code: its answers are other answers.
const thisProcess = randomUUID();

/** The territory as an anonymous visitor sees it. */
export async function readTerritory(): Promise<Territory> {
	const { client, configuration } = appBackend();
	const revision = await territories.revision(client, configuration.id);
	const kept = readings.get(client);
	if (kept?.revision === revision) return kept.territory;
	const territory = readRecords(client, configuration, revision);
	readings.set(client, { revision, territory });
	// A reading that failed is not kept.
	territory.catch(() => readings.delete(client));
	return territory;
}

async function readRecords(
	client: BackendClient,
	configuration: TerritoryConfiguration,
	revision: number
): Promise<Territory> {
	const territory = configuration.id;
	const [summary, answers] = await Promise.all([
		collections.summary(client, territory),
		Promise.all(
			atlasCollections.map(
				async (collection) =>
					[collection, await features.page(client, { territory, collection })] as const
			)
		)
	]);
	const byCollection = Object.fromEntries(answers) as unknown as AtlasFeatures;
	const plots = byCollection.terrains.features as Feature<Polygon | MultiPolygon>[];
	return {
		configuration,
		atlas: buildAtlas(parseRecords(byCollection)),
		summary,
		packedPlots: JSON.stringify(packFeatures(plots)),
		etag: `W/"${thisProcess}-${String(revision)}"`
	};
}
