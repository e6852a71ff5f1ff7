import type { FeatureCollection } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeAddress, parameterNames } from '#lib/search/address.ts';
import { buildColumns } from '#lib/search/columns.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import { atlasCollections, parseRecords, type AtlasFeatures } from '#lib/search/parse-records.ts';
import type { Records } from '#lib/search/records.ts';
import { SeededRandom } from '#lib/demonstration/random.ts';
import { randomCriteria } from '../db/random-criteria.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

type Page = FeatureCollection & {
	numberMatched: number;
	links: { rel: string; href: string }[];
};

describe.each(engines)('the search of terrains on $name', (engine) => {
	const server = useSharedServer(engine);
	const address = (path: string) => `${server.address()}/ogc/${path}`;
	const read = async <Body>(url: string) => (await (await fetch(url)).json()) as Body;
	const search = (query: string) => read<Page>(address(`collections/terrains/items?${query}`));
	const idsOf = ({ features }: FeatureCollection) => features.map(({ id }) => id);
	let records: Records;

	beforeAll(async () => {
		const pages = await Promise.all(
			atlasCollections.map(
				async (name) => [name, await read<Page>(address(`collections/${name}/items`))] as const
			)
		);
		records = parseRecords(Object.fromEntries(pages) as unknown as AtlasFeatures);
	});

	const inBrowser = (criteria: Criteria) =>
		[...evaluate(buildColumns(records), criteria).passing].map((index) => records.plots[index]?.id);

	it('answers the address of a search as the map does', async () => {
		const random = new SeededRandom(2_026);
		for (let set = 0; set < 20; set += 1) {
			const criteria = randomCriteria(random, records);
			// What a page opens on has to be asked of a collection.
			const own = criteria.offered ? '&disponibles=oui' : '';
			const query = `${writeAddress(criteria)}&recherche=oui${own}`;
			expect(idsOf(await search(query)), query).toEqual(inBrowser(criteria));
		}
	});

	it('takes a criterion that is no property for a search, without being told', async () => {
		const criteria: Criteria = { ...noCriteria, areaMinHa: 3, junctionMaxKm: 15 };
		const found = await search('surface_min=3&echangeur_km=15');
		expect(idsOf(found)).toEqual(inBrowser(criteria));
		expect(found.numberMatched).toBeGreaterThan(0);
		expect(found.numberMatched).toBeLessThan(400);
	});

	it('holds every plot until it is asked for what can be had', async () => {
		expect((await search('limit=1')).numberMatched).toBe(400);
		expect((await search('surface_min=0&limit=1')).numberMatched).toBe(400);
		const offered = await search('disponibles=oui');
		const stages = new Set(
			offered.features.map(({ properties }) => String(properties?.terr_stade_comm))
		);
		expect(stages).toEqual(new Set(['en vente', 'en vente avec contraintes']));
		expect(offered.numberMatched).toBe(82);
	});

	it('filters exactly by one property, and takes a repeated one for a choice between its values', async () => {
		const stages = ['en vente', 'réservé par option de réservation'];
		const query = new URLSearchParams(stages.map((stage) => ['terr_stade_comm', stage]));
		const chosen = await search(query.toString());
		const stagesOf = ({ features }: Page) =>
			new Set(features.map(({ properties }) => String(properties?.terr_stade_comm)));
		expect(stagesOf(chosen)).toEqual(new Set([...stages, 'inconnu']));
		const exact = new URLSearchParams({ terr_stade_comm: 'en vente' });
		expect(stagesOf(await search(exact.toString()))).toEqual(new Set(['en vente']));
		exact.set('recherche', 'oui');
		expect(stagesOf(await search(exact.toString()))).toEqual(new Set(['en vente', 'inconnu']));
	});

	it('walks its pages by their links, with the criteria, the box and a property together', async () => {
		const query = 'surface_min=1&reseau=reseau_gaz&bbox=4.5,49.6,5.2,50&terr_utile=oui';
		const all = await search(query);
		expect(all.numberMatched).toBeGreaterThan(10);
		const walked: unknown[] = [];
		for (
			let next: string | undefined = `${address(`collections/terrains/items?${query}`)}&limit=4`;
			next;
		) {
			const page: Page = await read<Page>(next);
			walked.push(...idsOf(page));
			next = page.links.find(({ rel }) => rel === 'next')?.href;
		}
		expect(walked).toEqual(idsOf(all));
	});

	it('describes every criterion in the OpenAPI document, each once', async () => {
		const { paths } = await read<{
			paths: Record<string, { get: { parameters: { name: string }[] } }>;
		}>(address('api'));
		const described = paths['/collections/terrains/items']?.get.parameters.map(({ name }) => name);
		const { list, sort, order, page, ...criteria } = parameterNames;
		expect(described).toEqual(expect.arrayContaining([...Object.values(criteria), 'recherche']));
		expect(new Set(described).size).toBe(described?.length);
		for (const name of [list, sort, order, page]) expect(described).not.toContain(name);
		const sites = paths['/collections/sites/items']?.get.parameters.map(({ name }) => name);
		expect(sites).not.toContain('echangeur_km');
	});

	it.each([
		['terrains', 'surface_min=beaucoup', '« surface_min » : reçu « beaucoup »'],
		['terrains', 'surface_min=NaN', '« NaN »'],
		['terrains', 'surface_min=-3', '« -3 »'],
		['terrains', 'echangeur_km=1e99', '« 1e99 »'],
		['terrains', 'surface_min=5&surface_max=2', 'surface_min=5'],
		['terrains', 'surface_min=5&surface_min=6', 'une seule fois'],
		['terrains', 'reseau=vapeur', 'reseau_gaz'],
		['terrains', 'date_dispo_avant=2027-02-30', '2027-02-30'],
		['terrains', 'forme=polygone:4,49;5,50;4,50;5,49', 'ne se croise pas'],
		['terrains', 'forme=ovale:4,49', 'cercle:4.72,49.77,10'],
		['terrains', 'souhait=surface:9', 'surface:2'],
		['terrains', 'recherche=peut-être', 'oui ou non'],
		['terrains', 'page=2', '« page » inconnu'],
		['terrains', 'surface_min=1&couleur=rouge', '« couleur » inconnu'],
		['sites', 'surface_min=1', '« surface_min » inconnu'],
		['sites', 'recherche=oui', '« recherche » inconnu']
	])('refuses %s?%s in a sentence with %s', async (collection, query, named) => {
		const answer = await fetch(address(`collections/${collection}/items?${query}`));
		expect(answer.status).toBe(400);
		const { description } = (await answer.json()) as { description: string };
		expect(description).toContain(named);
		expect(description).toMatch(/attendu/);
	});
});
