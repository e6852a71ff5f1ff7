import type { BackendClient } from '#lib/backend/client.ts';
import {
	collections,
	type CollectionName,
	type CollectionProperty
} from '#lib/backend/features.ts';

const schemas = new Map<CollectionName, Promise<CollectionProperty[]>>();

/**
 * What the features of a collection can say. The database reads it from its catalogue, which takes it longer than a
 * page of features, and which no process outlives: migrations run before the first request.
 */
export function collectionSchema(
	client: BackendClient,
	collection: CollectionName
): Promise<CollectionProperty[]> {
	const kept = schemas.get(collection);
	if (kept) return kept;
	const read = collections.schema(client, collection);
	schemas.set(collection, read);
	// What could not be read is asked for again.
	read.catch(() => schemas.delete(collection));
	return read;
}
