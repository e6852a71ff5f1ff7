import { saidIn } from '#lib/domain/language.ts';
import { collectionDates } from '#lib/backend/features.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { collectionSchema } from './collection-schema.ts';
import { collectionWords, parseCollection } from './collections.ts';
import { schema } from './media.ts';
import { schemaOf } from './queryables.ts';

/**
 * `/ogc/collections/{id}/schema`: an item as a JSON schema, every property with its type. A client that judged by the
 * first items would miss what they leave empty, and take a column of decimals that starts with 25 for whole numbers.
 */
export async function itemSchema(request: OgcRequest, id: string): Promise<OgcResource> {
	requireKnown(request.parameters, ['f']);
	const collection = parseCollection(id);
	const properties = await collectionSchema(request.client, collection);
	const words = saidIn(collectionWords[collection], request.language);
	return {
		body: {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: `${request.root}/collections/${collection}/schema`,
			title: words.title,
			description: words.description,
			type: 'object',
			required: ['type', 'id', 'geometry', 'properties'],
			properties: {
				type: { type: 'string', enum: ['Feature'] },
				id: { type: 'string' },
				geometry: { $ref: 'https://geojson.org/schema/Geometry.json' },
				properties: {
					type: 'object',
					properties: Object.fromEntries(
						properties.map((property) => [
							property.name,
							property.name === collectionDates[collection]
								? { ...schemaOf(property), 'x-ogc-role': 'primary-instant' }
								: schemaOf(property)
						])
					)
				}
			}
		},
		type: schema
	};
}
