import type { BackendClient } from '#lib/backend/client.ts';
import {
	collections,
	type CollectionName,
	type CollectionProperty
} from '#lib/backend/features.ts';
import { keptPromise } from '#lib/domain/kept-promise.ts';

const schemas = new Map<CollectionName, Promise<CollectionProperty[]>>();

/**
 * What the features of a collection can say. The database reads it from its catalogue, which takes it longer than a
 * page of features, and which no process outlives: migrations run before the first request.
 */
export function collectionSchema(
	client: BackendClient,
	collection: CollectionName
): Promise<CollectionProperty[]> {
	return keptPromise(schemas, collection, () => collections.schema(client, collection));
}
