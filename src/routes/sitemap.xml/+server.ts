import { listedPages } from '../sitemaps/listed-pages.server.ts';
import { sitemapIndex } from '../sitemaps/sitemap.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () =>
	new Response(sitemapIndex(siteAddress(), (await listedPages()).length), {
		headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' }
	});
