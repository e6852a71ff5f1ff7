import { randomNumbers } from '../../tests/bench/synthetic-plots.ts';
import { boxesWithin, keysOf, plotsBox } from './territory-pages.ts';

/**
 * What a hundred visitors ask for, as shares of a hundred requests: a third are the files of a page that a browser has
 * not kept, the rest is read here and there. One search in three and one OGC page in two were never asked before.
 */
const mix = {
	home: 12,
	homeInEnglish: 6,
	plot: 14,
	site: 6,
	firm: 6,
	epci: 4,
	knownSearch: 8,
	newSearch: 4,
	atlas: 4,
	knownOgcPage: 2,
	newOgcPage: 2,
	staticFile: 32
} as const;

type Kind = keyof typeof mix;

const knownSearches = [
	'/?surface_min=2',
	'/?surface_min=5&terr_stade_comm=en%20vente',
	'/?reseau=reseau_gaz&echangeur_km=10',
	'/?terr_cession_type=Vente&prix_max=30',
	'/en?surface_min=2'
];

/** The path of the next request of the mix; the same sequence for the same territory on every run. */
export async function visitorPaths(server: string): Promise<() => string> {
	const random = randomNumbers(2026);
	const among = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '/';
	const [plots, sites, firms, epci] = await Promise.all(
		['terrains', 'sites', 'etablissements', 'epci'].map((name) => keysOf(server, name))
	);
	const card = (folder: string, keys: readonly string[] = []) => {
		const paths = keys.map((key) => `/${folder}/${encodeURIComponent(key)}`);
		return () => among(paths);
	};
	const files = await staticFiles(server);
	const box = boxesWithin(await plotsBox(server), 0.2, 2026);
	const paths: Record<Kind, () => string> = {
		home: () => '/',
		homeInEnglish: () => '/en',
		plot: card('plots', plots),
		site: card('sites', sites),
		firm: card('firms', firms),
		epci: card('epci', epci),
		knownSearch: () => among(knownSearches),
		newSearch: () =>
			`/?surface_min=${(random() * 8).toFixed(4)}&prix_max=${(10 + random() * 50).toFixed(3)}`,
		atlas: () => '/atlas/terrains',
		knownOgcPage: () => '/ogc/collections/terrains/items?limit=100',
		newOgcPage: () => `/ogc/collections/terrains/items?limit=100&bbox=${box().join(',')}`,
		staticFile: () => among(files)
	};
	const drawn = Object.entries(mix).flatMap(([kind, share]) =>
		Array.from({ length: share }, () => paths[kind as Kind])
	);
	return () => drawn[Math.floor(random() * drawn.length)]?.() ?? '/';
}

/** Scripts, styles and fonts that the first page names. */
async function staticFiles(server: string): Promise<string[]> {
	const page = await (await fetch(server)).text();
	const files = [...page.matchAll(/(?:href|src)="(?:\.|)(\/_app\/immutable\/[^"]+)"/g)];
	return [...new Set(files.map(([, path = '']) => path))];
}
