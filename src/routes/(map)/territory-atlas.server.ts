import { collections, features, type CollectionSummary } from '#lib/backend/features.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { atlasCollections, parseRecords, type AtlasFeatures } from '#lib/search/parse-records.ts';
import { appBackend } from '#lib/server/app-backend.ts';

/** What the pages need of the territory that this process serves. */
export interface Territory {
	configuration: TerritoryConfiguration;
	atlas: Atlas;
	summary: CollectionSummary[];
}

/** Reads the territory as an anonymous visitor sees it. */
export async function readTerritory(): Promise<Territory> {
	const { client, configuration } = appBackend();
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
	return { configuration, atlas: buildAtlas(parseRecords(byCollection)), summary };
}
