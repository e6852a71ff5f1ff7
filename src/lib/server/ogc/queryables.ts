import { saidIn } from '#lib/domain/language.ts';
import type { CollectionProperty } from '#lib/backend/features.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { collectionSchema } from './collection-schema.ts';
import { collectionWords, parseCollection } from './collections.ts';
import { schema } from './media.ts';

/** `/ogc/collections/{id}/queryables`: the properties to filter by, as a JSON schema. */
export async function queryables(request: OgcRequest, id: string): Promise<OgcResource> {
	requireKnown(request.parameters, ['f']);
	const collection = parseCollection(id);
	const properties = await collectionSchema(request.client, collection);
	return {
		body: {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: `${request.root}/collections/${collection}/queryables`,
			type: 'object',
			title: saidIn(collectionWords[collection], request.language).title,
			properties: Object.fromEntries(
				properties.map((property) => [property.name, schemaOf(property)])
			)
		},
		type: schema
	};
}

/** A property as JSON Schema and OpenAPI write it. */
export function schemaOf({ type, format, description, enum: allowed }: CollectionProperty) {
	return { type, format, description, enum: allowed };
}
