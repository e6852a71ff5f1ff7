import { saidIn } from '#lib/domain/language.ts';
import { type CollectionName, collectionNames } from '#lib/backend/features.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { collectionSchema } from './collection-schema.ts';
import { collectionWords } from './collections.ts';
import { crs84, geojson, json, openapi, schema } from './media.ts';
import { defaultLimit, maximumLimit } from './items-query.ts';
import { searchParameters } from './search-parameters.ts';
import { schemaOf } from './queryables.ts';
import { indicatorPaths } from './indicator-paths.ts';

/**
 * `/ogc/api`: OpenAPI 3.0 with one literal path a collection, because GDAL sends a filter to the server only
 * where it finds the property as a query parameter of that very path.
 */
export async function apiDefinition(request: OgcRequest): Promise<OgcResource> {
	requireKnown(request.parameters, ['f']);
	const perCollection = await Promise.all(
		collectionNames.map((collection) => collectionPaths(request, collection))
	);
	return {
		body: {
			openapi: '3.0.3',
			info: { title: `Forgeterre – ${request.configuration.name}`, version: '1.0.0' },
			servers: [{ url: request.root }],
			paths: {
				'/': { get: operation('landing', json) },
				'/conformance': { get: operation('conformance', json) },
				'/api': { get: operation('api', openapi) },
				'/collections': { get: operation('collections', json) },
				...Object.fromEntries(perCollection.flatMap((paths) => Object.entries(paths))),
				...indicatorPaths(request)
			},
			components: { responses: { error: errorResponse } }
		},
		type: openapi
	};
}

async function collectionPaths(
	{ client, language }: OgcRequest,
	collection: CollectionName
): Promise<Record<string, unknown>> {
	const properties = await collectionSchema(client, collection);
	const filters = properties.map((property) =>
		parameter('query', property.name, schemaOf(property), property.description)
	);
	const { title } = saidIn(collectionWords[collection], language);
	const path = `/collections/${collection}`;
	const featureId = parameter('path', 'featureId', { type: 'string' });
	return {
		[path]: { get: operation(`${collection}.collection`, json, title) },
		[`${path}/queryables`]: { get: operation(`${collection}.queryables`, schema, title) },
		[`${path}/schema`]: { get: operation(`${collection}.schema`, schema, title) },
		[`${path}/items`]: {
			get: operation(`${collection}.items`, geojson, title, [
				...pageParameters,
				...filters,
				...(collection === 'terrains' ? searchParametersBeside(properties) : [])
			])
		},
		[`${path}/items/{featureId}`]: {
			get: operation(`${collection}.item`, geojson, title, [featureId])
		}
	};
}

/** One that is a property too stands there already: twice, the document would not be valid. */
function searchParametersBeside(properties: readonly { name: string }[]) {
	return searchParameters
		.filter(({ name }) => !properties.some((property) => property.name === name))
		.map(({ name, description, schema }) => parameter('query', name, schema, description));
}

function parameter(place: 'query' | 'path', name: string, type: object, description?: string) {
	return { in: place, name, description, required: place === 'path', schema: type };
}

/** A parameter as part 1 of the standard asks for it: never repeated, its parts with commas between. */
function whole(name: string, type: object) {
	return { ...parameter('query', name, type), style: 'form', explode: false };
}

const pageParameters = [
	whole('bbox', { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }),
	whole('limit', { type: 'integer', minimum: 1, maximum: maximumLimit, default: defaultLimit }),
	parameter('query', 'offset', { type: 'integer', minimum: 0, default: 0 }),
	whole('datetime', { type: 'string' }),
	parameter('query', 'crs', { type: 'string', enum: [crs84] }),
	parameter('query', 'bbox-crs', { type: 'string', enum: [crs84] })
];

const errorResponse = {
	description: 'Une phrase qui nomme la valeur refusée et ce qui était attendu',
	content: {
		[json]: {
			schema: {
				type: 'object',
				required: ['code'],
				properties: { code: { type: 'string' }, description: { type: 'string' } }
			}
		}
	}
};

/** @param type media type of the answer; plain JSON is shown as a page too, where the resource has one */
function operation(id: string, type: string, summary = id, parameters: object[] = []) {
	const hasPage = type === json && id !== 'conformance';
	const error = { $ref: '#/components/responses/error' };
	return {
		operationId: id,
		summary,
		parameters: [
			...parameters,
			parameter('query', 'f', { type: 'string', enum: hasPage ? ['json', 'html'] : ['json'] })
		],
		responses: {
			'200': { description: summary, content: { [type]: { schema: { type: 'object' } } } },
			'400': error,
			'404': error
		}
	};
}
