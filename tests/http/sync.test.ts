import type { Feature, Polygon } from 'geojson';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServiceClient, type BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import type { RecordLot } from '#lib/domain/import/record.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { fetchContours, type FetchedContours } from '#lib/server/sync/contours.ts';
import { keepContours } from '#lib/server/sync/keep-contours.ts';
import { fetchJson } from '#lib/server/sync/resilient-fetch.ts';
import { writeLots } from '#lib/backend/write-lots.ts';
import { engines, type TestDatabase } from '../db/engines.ts';
import { contourService, json, squareNumber, type ContourService } from './contour-service.ts';

const sirens = ['200041630', '200067759', '240800821', '240800847'];
const patience = { timeoutMs: 10_000, attempts: 3, backoffMs: 1 };

let service: ContourService;

beforeAll(async () => {
	service = await contourService();
});

afterAll(() => service.close());

beforeEach(() => {
	service.misbehave(0, () => undefined);
	service.asked.length = 0;
});

function fetchAll(timeoutMs = patience.timeoutMs): Promise<FetchedContours> {
	return fetchContours({
		baseUrl: service.url,
		sirens,
		date: '2026-11-23',
		patience: { ...patience, timeoutMs }
	});
}

describe('fetching official contours', () => {
	it('asks for each EPCI and its communes, and answers them all', async () => {
		const { lots, missing, strangers } = await fetchAll();
		expect(service.asked).toHaveLength(8);
		expect(service.asked[0]).toBe('/epcis/200041630?fields=code,nom,population,contour');
		expect(service.asked[1]).toMatch(
			/^\/epcis\/200041630\/communes\?format=geojson&geometry=contour/
		);
		expect(lots.map((lot) => [lot.class, lot.features.length])).toEqual([
			['epci', 4],
			['commune', 156]
		]);
		expect([missing, strangers]).toEqual([[], []]);
		expect(lots[0]?.features[0]).toMatchObject({
			geometry: { type: 'Polygon' },
			properties: {
				epci_siren: '200041630',
				contour_methode: 'officiel',
				source_date: '2026-11-23'
			}
		});
	});

	it('tries again after a 429, and waits as long as it is told to', async () => {
		service.misbehave(2, (_request, response) => {
			response.writeHead(429, { 'retry-after': '1' }).end();
		});
		const begin = performance.now();
		await fetchAll();
		expect(performance.now() - begin).toBeGreaterThan(1900);
		expect(service.asked).toHaveLength(10);
	});

	it('tries again after a 500', async () => {
		service.misbehave(2, (_request, response) => {
			response.writeHead(500).end();
		});
		expect((await fetchAll()).lots).toHaveLength(2);
	});

	it('waits twice as long before each new try', async () => {
		const begin = performance.now();
		service.misbehave(9, (_request, response) => {
			response.writeHead(503).end();
		});
		const slow = { ...patience, backoffMs: 100, attempts: 4 };
		await expect(fetchJson(`${service.url}/epcis/1`, slow)).rejects.toThrow(/503, après 4 essais/);
		expect(performance.now() - begin).toBeGreaterThan(690);
		expect(service.asked).toHaveLength(4);
	});

	it('leaves out communes that are not members, and tells those that are missing', async () => {
		service.misbehave(2, ({ url = '' }, response) => {
			if (!url.includes('/communes')) {
				json(response, { code: '200041630', contour: squareNumber(1) });
				return;
			}
			const feature = (code: string) => ({
				type: 'Feature',
				properties: { code },
				geometry: squareNumber(2)
			});
			json(response, { type: 'FeatureCollection', features: [feature('08105'), feature('75056')] });
		});
		const { lots, missing, strangers } = await fetchAll();
		expect(strangers).toEqual(['75056']);
		expect(missing).toHaveLength(56);
		expect(lots[1]?.features).toHaveLength(100);
	});
});

type Fault = [name: string, answer: Parameters<ContourService['misbehave']>[1], message: RegExp];

const faults: Fault[] = [
	[
		'429 for ever',
		(_request, response) => response.writeHead(429).end(),
		/répondu 429, après 3 essais/
	],
	[
		'500 for ever',
		(_request, response) => response.writeHead(500).end(),
		/répondu 500, après 3 essais/
	],
	['404', (_request, response) => response.writeHead(404).end(), /répondu 404/],
	['no answer in time', () => undefined, /aucune réponse en 0.3 s, après 3 essais/],
	[
		'an answer cut short',
		(_request, response) => response.writeHead(200, { 'content-length': '99' }).end('{').destroy(),
		/injoignable, après 3 essais/
	],
	['a page in place of JSON', (_request, response) => response.end('<html>'), /n’est pas du JSON/],
	['an empty object', (_request, response) => json(response, {}), /champ « (code|type|contour) »/],
	['an empty list', (_request, response) => json(response, []), /réponse inattendue/],
	[
		'an empty collection',
		(_request, response) =>
			json(response, {
				code: '200041630',
				contour: squareNumber(1),
				type: 'FeatureCollection',
				features: []
			}),
		/au moins une commune/
	],
	[
		'a contour left out',
		(_request, response) => json(response, { code: '200041630', contour: null }),
		/champ « contour »/
	],
	[
		'another EPCI',
		(_request, response) => json(response, { code: '1', contour: squareNumber(1) }),
		/reçu est 1, 200041630 est attendu/
	],
	[
		'a contour in the ocean',
		(_request, response) =>
			json(response, {
				code: '200041630',
				contour: {
					type: 'Polygon',
					coordinates: [
						[
							[-30, 1],
							[-29, 1],
							[-29, 2],
							[-30, 1]
						]
					]
				}
			}),
		/hors de France/
	]
];

/** The contour of a commune, as an operator would import it from a file of their own. */
const importedContour: RecordLot = {
	class: 'commune',
	features: [
		{
			type: 'Feature',
			geometry: squareNumber(105) as Polygon,
			properties: {
				comm_insee: '08105',
				contour_methode: 'officiel',
				...{ source_nom: 'Cadastre de la ville', source_date: '2025-01-01' },
				source_methode: 'levé'
			}
		}
	]
};

describe.each(engines())('synchronised contours on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let client: BackendClient;
	let configuration: TerritoryConfiguration;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		client = createServiceClient(backend);
		configuration = await loadTerritory('data/territories/nord-ardennes.json');
		await seedTerritory({ backend, configuration });
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function contours(): Promise<Feature[]> {
		const page = (collection: string) =>
			features.page(client, { territory: 'nord-ardennes', collection });
		return [...(await page('epci')).features, ...(await page('communes')).features];
	}

	async function synchronise(timeoutMs?: number): Promise<void> {
		const { lots } = await fetchAll(timeoutMs);
		await writeLots(client, { territory: 'nord-ardennes', lots });
	}

	it.each(faults)('stay as they were after %s', async (_name, answer, message) => {
		const before = await contours();
		expect(before).toHaveLength(160);
		service.misbehave(99, answer);
		await expect(synchronise(300)).rejects.toThrow(message);
		expect(await contours()).toEqual(before);
	});

	it('stay as they were when the last of the EPCI fails', async () => {
		const before = await contours();
		service.misbehave(99, (request, response) => {
			const member = sirens.indexOf(/\d{9}/.exec(request.url ?? '')?.[0] ?? '');
			if (member === 3) {
				response.writeHead(500).end();
				return;
			}
			void fetch(`${healthy.url}${request.url ?? ''}`).then(async (right) => {
				json(response, await right.json());
			});
		});
		const healthy = await contourService();
		await expect(synchronise()).rejects.toThrow(/240800847.*500/);
		await healthy.close();
		expect(await contours()).toEqual(before);
	});

	it('replace the approximate ones, and say so', async () => {
		await synchronise();
		for (const { properties } of await contours()) {
			expect(properties).toMatchObject({
				contour_methode: 'officiel',
				source_nom: 'IGN et INSEE, par geo.api.gouv.fr'
			});
		}
	});

	it('are asked for again a month after the last time, and those that somebody imported stay', async () => {
		const keep = (day: string) =>
			keepContours({
				...{ client, configuration, patience, baseUrl: service.url },
				now: new Date(`${day}T10:00:00Z`)
			});
		expect(await keep('2026-12-22')).toBeNull();
		expect(service.asked).toEqual([]);
		await writeLots(client, { territory: configuration.id, lots: [importedContour] });
		expect(await keep('2026-12-23')).toBe('Contours officiels en place : 4 EPCI, 155 communes.');
		expect(service.asked).toHaveLength(8);
		const days = Map.groupBy(await contours(), ({ properties }) => String(properties?.source_date));
		expect([...days].map(([day, those]) => [day, those.length]).sort()).toEqual([
			['2025-01-01', 1],
			['2026-12-23', 159]
		]);
		expect(await keep('2026-12-24')).toBeNull();
	});

	it('end with the server that asks, however long the service makes it wait', async () => {
		const stopped = new AbortController();
		service.misbehave(99, (_request, response) => {
			response.writeHead(503, { 'retry-after': '60' }).end();
			setTimeout(() => {
				stopped.abort();
			}, 100);
		});
		const work = keepContours({
			...{ client, configuration, baseUrl: service.url, now: new Date('2030-01-01') },
			patience: { ...patience, signal: stopped.signal }
		});
		await expect(work).rejects.toThrow(/personne n’attend plus/);
	});
});
