import type { Feature } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { demonstration } from '#lib/backend/demonstration.ts';
import { collections, features } from '#lib/backend/features.ts';
import { imports } from '#lib/backend/imports.ts';
import type { Box } from '#lib/domain/feature.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { atlasCollections } from '#lib/search/parse-records.ts';
import { searchCriteria } from '#lib/server/ogc/search-criteria.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { SeededRandom } from '#lib/demonstration/random.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { featuresText } from '#lib/server/territory/class-text.ts';
import type { HeldReading } from '#lib/server/territory/held-reading.ts';
import { TerritoryReadings } from '#lib/server/territory/territory-readings.ts';
import { territoryScope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { engines, type TestDatabase } from './engines.ts';
import { randomCriteria } from './random-criteria.ts';
import { readRecords } from './read-records.ts';

const territory = 'nord-ardennes';
/** READING_SEED draws other boxes and criteria. */
const seed = Number(process.env['READING_SEED'] ?? 20_261_125);

describe.each(engines())(`a territory in memory on $name, seed ${seed}`, ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let configuration: TerritoryConfiguration;
	let readings: TerritoryReadings;
	/** What was asked of the database, as the names of functions with their collection. */
	const asked: string[] = [];
	/** Holds the database's answers back while it is set. */
	let hold: Promise<void> | null = null;
	/** Whether the database does not answer. */
	let isAway = false;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		configuration = await loadTerritory(`data/territories/${territory}.json`);
		await seedTerritory({ backend, configuration });
		const watched: typeof fetch = async (input, init) => {
			const request = new Request(input, init);
			const body = await request.clone().text();
			const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
			const collection = /"p_collection":"(\w+)"/.exec(body)?.[1];
			asked.push([name, collection].filter(Boolean).join(' '));
			await hold;
			return isAway ? new Response('{}', { status: 503 }) : backend.fetch(request);
		};
		readings = new TerritoryReadings({
			...{ url: backend.url, publishableKey: backend.publishableKey, fetch: watched },
			...{ client: createPublicClient(backend), configuration, memoryBytes: 100_000_000 },
			pageMilliseconds: 50
		});
		await readings.current();
	});

	afterAll(async () => {
		await readings.close();
		await backend.close();
		await database.remove();
	});

	const visitor = () => createPublicClient(backend);
	const everything = { box: null, criteria: null, limit: 10_000, offset: 0 };

	async function page(
		reading: HeldReading,
		question: Parameters<HeldReading['ask']['features']>[0]
	) {
		const { matched, indexes } = await reading.ask.features(question);
		const text = reading.texts[question.collection];
		if (!text) throw new Error(`${question.collection} is not kept`);
		return {
			matched,
			features: JSON.parse(`[${Buffer.concat(featuresText(text, indexes)).toString()}]`) as object[]
		};
	}

	it('is what the database answers: every collection, whole, and its summary', async () => {
		const reading = await readings.current();
		for (const collection of atlasCollections) {
			const inSql = await features.page(visitor(), { territory, collection });
			const inMemory = await page(reading, { ...everything, collection });
			expect(inMemory.features).toEqual(inSql.features);
			expect(inMemory.matched).toBe(inSql.numberMatched);
		}
		const rounded = (box: readonly number[] | null) => box?.map((degrees) => degrees.toFixed(5));
		const summaries = await collections.summary(visitor(), territory);
		const plain = (all: typeof summaries) =>
			all.map((one) => ({ ...one, bbox: rounded(one.bbox) }));
		expect(plain(await reading.ask.summary())).toEqual(plain(summaries));
	});

	it('is what the database answers for 60 random boxes, page by page', async () => {
		const random = new SeededRandom(seed);
		const reading = await readings.current();
		for (let draw = 0; draw < 60; draw += 1) {
			const collection = atlasCollections[draw % atlasCollections.length] ?? 'terrains';
			const [west, south] = [random.between(4.2, 5.2), random.between(49.4, 50.1)];
			const box: Box = [
				west,
				south,
				west + random.between(0.01, 0.6),
				south + random.between(0.01, 0.4)
			];
			const [limit, offset] = [random.whole(1, 40), random.whole(0, 20)];
			const inSql = await features.page(visitor(), {
				territory,
				collection,
				bbox: box,
				limit,
				offset
			});
			const inMemory = await page(reading, { ...everything, collection, box, limit, offset });
			expect([draw, inMemory.matched, inMemory.features]).toEqual([
				draw,
				inSql.numberMatched,
				inSql.features
			]);
		}
	});

	it('is what the database answers for 40 random searches, in a box too', async () => {
		const random = new SeededRandom(seed);
		const reading = await readings.current();
		const records = await readRecords(visitor(), territory);
		const box: Box = [4.5, 49.5, 4.9, 50];
		for (let draw = 0; draw < 40; draw += 1) {
			const criteria = randomCriteria(random, records);
			const within = draw % 2 === 0 ? box : null;
			const inSql = await features.search(visitor(), {
				...{ territory, criteria: searchCriteria(criteria), bbox: within ?? undefined, limit: 50 }
			});
			const inMemory = await page(reading, {
				...{ collection: 'terrains', criteria, box: within, limit: 50, offset: 0 }
			});
			expect([criteria, inMemory.matched, inMemory.features]).toEqual([
				criteria,
				inSql.numberMatched,
				inSql.features
			]);
		}
	});

	it('says of figures that the database is away, and asks again when it is back', async () => {
		const { ask } = await readings.current();
		// Its land was counted when it was read for today, not for another day.
		const figures = () =>
			ask.dashboard({ scope: territoryScope, today: '2026-12-24', market: null });
		isAway = true;
		await expect(figures()).rejects.toMatchObject({ code: 'database_away' });
		isAway = false;
		expect((await figures())?.indicators[0]?.total?.figures['plots']).toBeGreaterThan(300);
	});

	it('serves the former after a write until the new is read, and reads only what changed', async () => {
		const former = await readings.current();
		let letGo: () => void = () => undefined;
		hold = new Promise((resolve) => (letGo = resolve));
		const service = createServiceClient(backend);
		const lot = crypto.randomUUID();
		const added: Feature[] = [
			{
				type: 'Feature',
				geometry: { type: 'Point', coordinates: [4.72, 49.77] },
				properties: {
					...{ poi_id: 'ESSAI', poi_nom: 'Gare des essais', poi_type: 'gare de voyageurs' },
					...{ source_nom: 'Essai', source_date: '2026-01-31', source_methode: 'relevé' }
				}
			}
		];
		await imports.stage(service, { lot, class: 'poi', features: added });
		await imports.apply(service, { lot, territory });
		asked.length = 0;
		const renewed = readings.check();
		for (let visit = 0; visit < 20; visit += 1) {
			const served = await readings.current();
			expect(served.etag).toBe(former.etag);
			expect((await page(served, { ...everything, collection: 'poi' })).matched).toBe(62);
		}
		hold = null;
		letGo();
		await renewed;
		const now = await readings.current();
		expect(now.etag).not.toBe(former.etag);
		expect((await page(now, { ...everything, collection: 'poi' })).matched).toBe(63);
		expect(asked.filter((name) => name.startsWith('features'))).toEqual(['features_after poi']);
	});

	it('answers from the verdicts where the texts are more than may be kept', async () => {
		const small = new TerritoryReadings({
			...{ url: backend.url, publishableKey: backend.publishableKey, fetch: backend.fetch },
			...{ client: visitor(), configuration, memoryBytes: 100_000 },
			pageMilliseconds: 50
		});
		const reading = await small.current();
		expect(Object.keys(reading.texts)).not.toContain('terrains');
		const { keys, matched } = await reading.ask.features({
			...{ collection: 'terrains', criteria: null, box: null, limit: 3, offset: 2 }
		});
		const inSql = await features.page(visitor(), {
			territory,
			collection: 'terrains',
			limit: 3,
			offset: 2
		});
		expect([matched, keys]).toEqual([400, inSql.features.map(({ id }) => id)]);
		await small.close();
	});

	it('still answers whoever was handed the former reading', async () => {
		const former = await readings.current();
		const service = createServiceClient(backend);
		await demonstration.clear(service, territory);
		await readings.check();
		expect(
			(await page(await readings.current(), { ...everything, collection: 'terrains' })).matched
		).toBe(0);
		expect((await page(former, { ...everything, collection: 'terrains' })).matched).toBe(400);
	});
});
