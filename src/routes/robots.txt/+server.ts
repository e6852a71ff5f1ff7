import { siteAddress } from '#lib/server/site-address.ts';
import type { RequestHandler } from './$types';

/** Offices, calls of scripts and what is personal: nothing that a search engine should list. */
const hidden = [
	...[
		'/admin',
		'/connexion',
		'/confirmer',
		'/proposer/',
		'/lieux',
		'/voiture',
		'/fonds',
		'/recherche-vide'
	],
	...['/comparer', '/exporter'],
	...['/rest/', '/auth/', '/storage/']
];

export const GET: RequestHandler = () => {
	const paths = hidden.flatMap((path) =>
		/^\/(?:admin|connexion|confirmer|proposer|comparer|exporter)/.test(path)
			? [path, `/*${path}`]
			: [path]
	);
	const lines = [
		'User-agent: *',
		...paths.map((path) => `Disallow: ${path}`),
		'',
		`Sitemap: ${siteAddress()}/sitemap.xml`,
		''
	];
	return new Response(lines.join('\n'), {
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=3600' }
	});
};
