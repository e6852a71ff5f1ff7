import { error } from '@sveltejs/kit';
import { appBackend } from '#lib/server/app-backend.ts';
import { listedPages } from '../../listed-pages.server.ts';
import { pagesOfPart, sitemapPart } from '../../sitemap.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { RequestHandler } from './$types';

/** A part of the sitemap by its number from 1: `/sitemaps/1.xml`. */
export const GET: RequestHandler = async ({ params }) => {
	const number = Number(/^([1-9]\d{0,4})\.xml$/.exec(params.part)?.[1] ?? 0);
	const first = (number - 1) * pagesOfPart;
	const pages = number < 1 ? [] : (await listedPages()).slice(first, first + pagesOfPart);
	if (pages.length === 0)
		error(
			404,
			`« ${params.part.slice(0, 30)} » n’est pas une partie du plan du site ; attendu par exemple 1.xml.`
		);
	return new Response(sitemapPart(siteAddress(), pages, appBackend().configuration.languages), {
		headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' }
	});
};
