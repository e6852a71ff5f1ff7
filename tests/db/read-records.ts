import type { BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { atlasCollections, parseRecords, type AtlasFeatures } from '#lib/search/parse-records.ts';
import type { Records } from '#lib/search/records.ts';

/** Every record of a territory that a client may see, as the database answers it. */
export async function readRecords(client: BackendClient, territory: string): Promise<Records> {
	const answers = await Promise.all(
		atlasCollections.map(
			async (collection) =>
				[collection, await features.page(client, { territory, collection })] as const
		)
	);
	return parseRecords(Object.fromEntries(answers) as unknown as AtlasFeatures);
}
