import { saidIn } from '#lib/domain/language.ts';
import { requireKnown, type OgcRequest, type OgcResource } from './answer.ts';
import { html, json, openapi, type Link } from './media.ts';

const words = {
	fr: {
		title: (name: string) => `Forgeterre – ${name}`,
		description: 'Foncier et entreprises industriels du territoire, par OGC API – Features.',
		self: 'Ce document',
		alternate: 'Cette page',
		definition: 'Définition de l’API (OpenAPI 3.0)',
		conformance: 'Classes de conformité',
		data: 'Collections'
	},
	en: {
		title: (name: string) => `Forgeterre – ${name}`,
		description: 'Industrial land and firms of the territory, by OGC API – Features.',
		self: 'This document',
		alternate: 'This page',
		definition: 'API definition (OpenAPI 3.0)',
		conformance: 'Conformance classes',
		data: 'Collections'
	}
};

/** `/ogc`: what there is and where. */
export function landing({ parameters, root, language, configuration }: OgcRequest): OgcResource {
	requireKnown(parameters, ['f']);
	const text = saidIn(words, language);
	const links: Link[] = [
		{ rel: 'self', type: json, title: text.self, href: root },
		{ rel: 'alternate', type: html, title: text.alternate, href: `${root}?f=html` },
		{ rel: 'service-desc', type: openapi, title: text.definition, href: `${root}/api` },
		{ rel: 'service-doc', type: html, title: text.alternate, href: `${root}?f=html` },
		{ rel: 'conformance', type: json, title: text.conformance, href: `${root}/conformance` },
		{ rel: 'data', type: json, title: text.data, href: `${root}/collections` }
	];
	const title = text.title(configuration.name);
	const { description } = text;
	return {
		body: { title, description, links },
		page: {
			title,
			description,
			entries: [{ href: `${root}/collections?f=html`, title: text.data, detail: '' }],
			links
		}
	};
}

/** `/ogc/conformance`: what a client may count on. */
export function conformance({ parameters }: OgcRequest): OgcResource {
	requireKnown(parameters, ['f']);
	const part1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';
	return { body: { conformsTo: ['core', 'geojson', 'oas30'].map((name) => `${part1}/${name}`) } };
}
