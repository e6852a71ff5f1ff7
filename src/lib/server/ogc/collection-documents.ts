import {
	type CollectionName,
	collectionNames,
	type CollectionSummary
} from '#lib/backend/features.ts';
import { saidIn, type Language } from '#lib/domain/language.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { collectionWords, parseCollection } from './collections.ts';
import { crs84, geojson, gregorian, html, json, schema, type Link } from './media.ts';

const words = {
	fr: {
		list: 'Collections',
		self: 'Ce document',
		items: 'Objets (GeoJSON)',
		queryables: 'Propriétés qui filtrent',
		schema: 'Schéma des objets',
		count: (all: number, invented: number) =>
			`${all} objets${invented ? `, dont ${invented} de démonstration` : ''}`
	},
	en: {
		list: 'Collections',
		self: 'This document',
		items: 'Items (GeoJSON)',
		queryables: 'Properties to filter by',
		schema: 'Schema of the items',
		count: (all: number, invented: number) =>
			`${all} items${invented ? `, ${invented} of them for demonstration` : ''}`
	}
};

/** `/ogc/collections` */
export async function collectionList(request: OgcRequest): Promise<OgcResource> {
	const { parameters, root, language, configuration, reading } = request;
	requireKnown(parameters, ['f']);
	const summaries = await reading.ask.summary();
	const documents = collectionNames.map((id) => documentOf(request, id, summaries));
	const text = saidIn(words, language);
	const address = `${root}/collections`;
	const links: Link[] = [
		{ rel: 'self', type: json, title: text.self, href: address },
		{ rel: 'alternate', type: html, title: text.list, href: `${address}?f=html` }
	];
	return {
		body: { links, collections: documents },
		page: {
			title: text.list,
			description: configuration.name,
			entries: documents.map(({ id, title, description }) => ({
				href: `${address}/${id}?f=html`,
				title,
				detail: description
			})),
			links
		}
	};
}

/** `/ogc/collections/{id}` */
export async function collectionDocument(request: OgcRequest, id: string): Promise<OgcResource> {
	requireKnown(request.parameters, ['f']);
	const collection = parseCollection(id);
	const summaries = await request.reading.ask.summary();
	const body = documentOf(request, collection, summaries);
	const { title, description, links } = body;
	return { body, page: { title, description, entries: [], links } };
}

function documentOf(
	{ root, language, configuration }: OgcRequest,
	id: CollectionName,
	summaries: CollectionSummary[]
) {
	const summary = summaries.find(({ collection }) => collection === id);
	const { title, description } = saidIn(collectionWords[id], language);
	const { count } = saidIn(words, language);
	const counted = summary && ` (${count(summary.count, summary.demonstration)})`;
	return {
		id,
		title: `${title} – ${configuration.name}`,
		description: `${description}${counted ?? ''}`,
		attribution: summary?.sources.join(' ; '),
		itemType: 'feature',
		crs: [crs84],
		// A collection without any geometry yet has no extent to tell.
		extent: extentOf(summary),
		links: linksOf(`${root}/collections`, id, summary?.licences ?? [], language)
	};
}

function extentOf(summary: CollectionSummary | undefined) {
	if (!summary?.bbox) return undefined;
	const { bbox, days } = summary;
	const temporal = days && { interval: [days.map((day) => `${day}T00:00:00Z`)], trs: gregorian };
	return { spatial: { bbox: [bbox], crs: crs84 }, temporal: temporal ?? undefined };
}

function linksOf(list: string, id: string, licences: string[], language: Language): Link[] {
	const text = saidIn(words, language);
	const address = `${list}/${id}`;
	return [
		{ rel: 'self', type: json, title: text.self, href: address },
		{ rel: 'alternate', type: html, title: text.self, href: `${address}?f=html` },
		{ rel: 'items', type: geojson, title: text.items, href: `${address}/items` },
		{
			rel: queryablesRelation,
			type: schema,
			title: text.queryables,
			href: `${address}/queryables`
		},
		{ rel: 'describedBy', type: schema, title: text.schema, href: `${address}/schema` },
		{ rel: 'up', type: html, title: text.list, href: `${list}?f=html` },
		...licences.flatMap((licence) => licenceLink(licence))
	];
}

/** A licence we know the address of is a link; the others stand in every record. */
function licenceLink(licence: string): Link[] {
	const href = licenceAddresses.find(([name]) => name.test(licence))?.[1];
	return href ? [{ rel: 'license', type: html, title: licence, href }] : [];
}

const licenceAddresses: [RegExp, string][] = [
	[/licence ouverte|etalab/i, 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'],
	[/odbl/i, 'https://opendatacommons.org/licenses/odbl/1-0/'],
	[/eupl/i, 'https://eupl.eu/1.2/fr/'],
	[/cc0/i, 'https://creativecommons.org/publicdomain/zero/1.0/deed.fr']
];

const queryablesRelation = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';
