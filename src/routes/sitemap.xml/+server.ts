import { listedPages } from '../listed-pages.server.ts';
import { sitemapIndex } from '../sitemap.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () =>
	new Response(sitemapIndex(siteAddress(), (await listedPages()).length), {
		headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' }
	});
