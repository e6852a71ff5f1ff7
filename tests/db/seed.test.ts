import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { demonstration } from '#lib/backend/demonstration.ts';
import { collections, features } from '#lib/backend/features.ts';
import { inventory } from '#lib/backend/inventory.ts';
import { territories } from '#lib/backend/territories.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { writeLots } from '#lib/backend/write-lots.ts';
import { engines, type TestDatabase } from './engines.ts';
import { square } from './sample-territory.ts';

const territory = 'nord-ardennes';

describe.each(engines())('a territory seeded on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let steps: string[] = [];

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function seed(id = territory): Promise<void> {
		steps = [];
		const configuration = await loadTerritory(`data/territories/${id}.json`);
		await seedTerritory({ backend, configuration, onStep: (step) => steps.push(step) });
	}

	async function counts(id = territory): Promise<Record<string, number>> {
		const summary = await collections.summary(service, id);
		return Object.fromEntries(summary.map(({ collection, count }) => [collection, count]));
	}

	const all = (collection: string) => features.page(service, { territory, collection });

	it('is filled on the first start, with a line a step', async () => {
		await seed();
		expect(await counts()).toEqual({
			epci: 4,
			communes: 156,
			sites: 45,
			terrains: 400,
			etablissements: 430,
			friches: 40,
			poi: 62,
			contraintes: 4
		});
		expect(steps).toHaveLength(6);
		expect(steps[0]).toMatch(/^Territoire Nord Ardennes : 4 EPCI, 156 communes \(\d+,\d s\)$/);
	});

	it('has approximate contours, said to be so, and facts that are not demonstration', async () => {
		for (const collection of ['epci', 'communes']) {
			for (const { geometry, properties } of (await all(collection)).features) {
				expect(geometry.type).toBe('MultiPolygon');
				expect(properties?.contour_methode).toBe('approché');
			}
		}
		const summary = await collections.summary(service, territory);
		const demonstrations = Object.fromEntries(
			summary.map((line) => [line.collection, line.demonstration])
		);
		expect(demonstrations).toMatchObject({ poi: 0, epci: 0, communes: 0, etablissements: 430 });
	});

	it('counts the inhabitants as the official list of communes does', async () => {
		const charleville = (await all('communes')).features.find(({ id }) => id === '08105');
		expect(charleville?.properties?.population).toBe(45_560);
		const communes = (await all('communes')).features.map(({ properties }) => properties ?? {});
		for (const { id, properties } of (await all('epci')).features) {
			const own = communes.filter(({ epci_siren }) => epci_siren === id);
			const sum = own.reduce((inhabitants, { population }) => inhabitants + Number(population), 0);
			expect(properties?.population).toBe(sum);
		}
	});

	it('gives every record of the set a commune and an EPCI, computed from its geometry', async () => {
		for (const collection of ['sites', 'terrains', 'etablissements', 'friches']) {
			for (const { id, properties } of (await all(collection)).features) {
				expect(properties?.comm_nom, `${collection} ${id ?? ''}`).toEqual(expect.any(String));
				expect(properties?.epci_nom).toEqual(expect.any(String));
			}
		}
		const { features: sites } = await all('sites');
		for (const { id, properties } of sites)
			expect(properties?.site_comm_insee).toBe(String(id).slice(0, 5));
	});

	it('counts 12,430 jobs, forging and foundry first', async () => {
		const { features: firms } = await all('etablissements');
		const jobs = new Map<string, number>();
		for (const { properties } of firms) {
			const sector = String(properties?.secteur);
			jobs.set(sector, (jobs.get(sector) ?? 0) + Number(properties?.etab_effectif));
		}
		expect([...jobs.values()].reduce((sum, count) => sum + count, 0)).toBe(12_430);
		expect([...jobs].sort(([, one], [, other]) => other - one)[0]?.[0]).toBe('forge-fonderie');
	});

	it('invents the inventory of each EPCI, with two campaigns that differ, and once only', async () => {
		expect(steps.at(-3)).toMatch(/^Inventaire de démonstration : \d+ constats/);
		const epci = (await all('epci')).features.map(({ id }) => id);
		const campaigns = await inventory.campaigns(service, territory);
		const told = new Set<string>();
		for (const siren of epci) {
			const [later, former] = campaigns.filter((one) => one.epci === siren);
			expect(later?.day.localeCompare(former?.day ?? '')).toBe(1);
			for (const one of [later, former]) {
				expect(one).toMatchObject({ demonstration: true });
				expect(one?.units).toBeGreaterThan(5);
				expect(one?.unknown).toBeLessThan(one?.units ?? 0);
			}
			const { lines } = await inventory.changes(service, former?.id ?? '', later?.id ?? '');
			for (const { change } of lines) told.add(change);
		}
		for (const change of ['vacant', 'reused', 'split', 'merged', 'new', 'gone'])
			expect([...told]).toContain(change);
		expect(await inventory.demonstrate(service, territory)).toBe(0);
	});

	it('agrees with the database on every area it states', async () => {
		const { features: plots } = await all('terrains');
		const stated = plots.map(({ properties }) => Number(properties?.terr_surf_brute));
		expect(Math.min(...stated)).toBeGreaterThanOrEqual(0.1);
		// The trigger measures in EPSG:2154 what states no area of its own.
		await writeLots(service, {
			territory,
			lots: [
				{
					class: 'terrain_eco',
					features: plots.slice(0, 20).map(({ geometry, properties }) => ({
						type: 'Feature' as const,
						geometry,
						properties: { ...properties, terr_surf_brute: null }
					}))
				}
			]
		});
		const { features: measured } = await all('terrains');
		for (let index = 0; index < 20; index++) {
			const area = Number(measured[index]?.properties?.terr_surf_brute);
			expect(Math.abs(area - (stated[index] ?? 0))).toBeLessThan(0.0051);
		}
	});

	it('hides buyers and prices from the public', async () => {
		const visitor = createPublicClient(backend);
		const { features: plots } = await features.page(visitor, { territory, collection: 'terrains' });
		expect(JSON.stringify(plots)).not.toMatch(/Acquéreur|terr_vente_montant|terr_m2_prix/);
	});

	it('does not publish where its files lie on the disk', async () => {
		const { data } = await service.from('territory').select('configuration');
		expect(JSON.stringify(data)).toContain('Nord Ardennes');
		expect(JSON.stringify(data)).not.toContain('communes.csv');
	});

	it('is left as it is by a second start', async () => {
		const before = [
			await all('epci'),
			await all('communes'),
			await all('terrains'),
			await all('poi')
		];
		await seed();
		expect(steps).toHaveLength(1);
		expect([
			await all('epci'),
			await all('communes'),
			await all('terrains'),
			await all('poi')
		]).toEqual(before);
	});

	it('keeps what was imported when its demonstration is cleared, and does not bring it back', async () => {
		const site = {
			type: 'Feature' as const,
			geometry: square(4.72, 49.76, 0.002),
			properties: {
				site_id: 'VRAI',
				site_nom: 'ZAC réelle',
				site_type: 'autre',
				site_vocadomi: 'autre',
				site_etat: 'autre',
				site_moa_type: 'autre',
				source_nom: 'EPCI',
				source_date: '2026-01-01',
				source_methode: 'relevé'
			}
		};
		await writeLots(service, { territory, lots: [{ class: 'site_eco', features: [site] }] });
		expect(await demonstration.clear(service, territory)).toMatchObject({
			site_eco: 45,
			etablissement: 430,
			contrainte: 4,
			campagne: 8
		});
		expect(await inventory.campaigns(service, territory)).toEqual([]);
		await seed();
		expect(await counts()).toEqual({
			epci: 4,
			communes: 156,
			sites: 1,
			terrains: 0,
			etablissements: 0,
			friches: 0,
			poi: 62,
			contraintes: 0
		});
	});

	it('may be another one, without contours, beside the first', async () => {
		await seed('nord-franche-comte');
		expect(await counts('nord-franche-comte')).toMatchObject({
			epci: 5,
			communes: 197,
			sites: 0,
			poi: 0
		});
		expect(await counts()).toMatchObject({ epci: 4, communes: 156 });
		expect(
			(await territories.get(service, 'nord-franche-comte'))?.demonstration_chargee
		).toBeNull();
	});
});
