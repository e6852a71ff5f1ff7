import { type CollectionName, features } from '#lib/backend/features.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { collectionSchema } from './collection-schema.ts';
import { parseCollection } from './collections.ts';
import { OgcError } from './error.ts';
import { itemsParameters, parseItemsQuery, type ItemsQuery } from './items-query.ts';
import { geojson, json, type Link } from './media.ts';
import { readPage } from './read-page.ts';
import { readTerrainSearch, searchNames, searchSwitch } from './terrain-search.ts';

/** `/ogc/collections/{id}/items`: a page of features with the links to its neighbours. */
export async function items(request: OgcRequest, id: string): Promise<OgcResource> {
	const collection = parseCollection(id);
	const query = parseItemsQuery(request.parameters);
	const { criteria, filters: asked } = await readFilters(request, collection, query);
	const filters = query.period === undefined ? asked : { ...asked, datetime: query.period };
	const page = await readPage(request, { ...query, filters, criteria, collection });
	const { numberMatched, numberReturned, list } = page;
	const timeStamp = new Date().toISOString();
	const links = pageLinks(request, collection, query, numberMatched);
	return {
		// Links and counts first: a reader of the stream knows what comes, and where it continues.
		body: { type: 'FeatureCollection', timeStamp, links, numberMatched, numberReturned },
		members: { name: 'features', list },
		type: geojson
	};
}

/** What is left to filter by. The schema is read only when a parameter has to be a property or a criterion. */
async function readFilters(
	{ client, parameters }: OgcRequest,
	collection: CollectionName,
	{ filters }: ItemsQuery
): Promise<{ criteria: Criteria | null; filters: ItemsQuery['filters'] }> {
	if (Object.keys(filters).length === 0) return { criteria: null, filters };
	const properties = (await collectionSchema(client, collection)).map(({ name }) => name);
	const ofSearch = collection === 'terrains' ? [...searchNames, searchSwitch] : [];
	requireKnown(parameters, [...itemsParameters, ...properties, ...ofSearch]);
	if (collection !== 'terrains') return { criteria: null, filters };
	const criteria = readTerrainSearch(parameters, properties);
	const read = criteria ? ofSearch : [searchSwitch];
	const left = Object.entries(filters).filter(([name]) => !read.includes(name));
	return { criteria, filters: Object.fromEntries(left) };
}

function pageLinks(
	{ root, url }: OgcRequest,
	collection: CollectionName,
	{ limit, offset }: ItemsQuery,
	numberMatched: number
): Link[] {
	const address = `${root}/collections/${collection}`;
	const pageAt = (offset: number, limit: number) => {
		const parameters = new URLSearchParams(url.searchParams);
		parameters.set('offset', String(offset));
		parameters.set('limit', String(limit));
		return `${address}/items?${parameters}`;
	};
	const links: Link[] = [
		{ rel: 'self', type: geojson, href: `${address}/items${url.search}` },
		{ rel: 'collection', type: json, href: address }
	];
	if (offset + limit < numberMatched) {
		links.push({ rel: 'next', type: geojson, href: pageAt(offset + limit, limit) });
	}
	if (offset > 0) {
		const before = Math.max(0, offset - limit);
		links.push({ rel: 'prev', type: geojson, href: pageAt(before, offset - before) });
	}
	return links;
}

/** `/ogc/collections/{id}/items/{featureId}` */
export async function item(
	request: OgcRequest,
	id: string,
	featureId: string
): Promise<OgcResource> {
	requireKnown(request.parameters, ['f']);
	const collection = parseCollection(id);
	const { client, configuration, root } = request;
	const feature = await features.one(client, {
		territory: configuration.id,
		collection,
		id: featureId
	});
	if (!feature) {
		throw new OgcError(404, `Aucun objet « ${featureId} » dans la collection « ${collection} ».`);
	}
	const address = `${root}/collections/${collection}`;
	const links: Link[] = [
		{
			rel: 'self',
			type: geojson,
			href: `${address}/items/${encodeURIComponent(featureId)}`
		},
		{ rel: 'collection', type: json, href: address }
	];
	return { body: { ...feature, links }, type: geojson };
}
