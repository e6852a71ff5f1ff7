import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { halls } from '#lib/backend/halls.ts';
import { hallProportions } from '#lib/domain/hall-frontier.ts';
import { writeAddress } from '#lib/search/address.ts';
import { buildColumns, type SearchColumns } from '#lib/search/columns.ts';
import { criterionIds } from '#lib/search/criteria-list.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import type { Records } from '#lib/search/records.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { searchCriteria } from '#lib/server/ogc/search-criteria.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { SeededRandom } from '#lib/demonstration/random.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { engines, type TestDatabase } from './engines.ts';
import { randomCriteria } from './random-criteria.ts';
import { readRecords } from './read-records.ts';

const territory = 'nord-ardennes';
/** SEARCH_SETS draws more of them: `npm run test:long`. */
const setCount = Number(process.env['SEARCH_SETS'] ?? 40);
/** A set takes a tenth of a second on a quiet machine. */
const setMilliseconds = 2_000;
/** SEARCH_SEED draws other sets. */
const seed = Number(process.env['SEARCH_SEED'] ?? 2_026);

/** Lengths that nobody computed, in the order that computed ones have, for most plots: to be judged, not to be true. */
async function keepInventedHalls(service: BackendClient): Promise<void> {
	const random = new SeededRandom(seed + 2);
	const { plots } = await halls.due(service, territory, { limit: 1_000 });
	const invented = plots
		.filter((_, at) => at % 9 !== 0)
		.map(({ id, fingerprint }) => {
			const fits: number[] = [];
			let [length, proportion] = [random.whole(100, 900) / 10, 1];
			for (const next of hallProportions) {
				length *= random.between(1, next / proportion);
				proportion = next;
				fits.push(Number(length.toFixed(1)));
			}
			const refused = fits.map((one) => Number((one + random.pick([0.1, 0.1, 4])).toFixed(1)));
			return { id, fingerprint, frontier: { fits, refused } };
		});
	await halls.keep(service, territory, invented);
}

describe.each(engines())(`the search on $name, seed ${String(seed)}`, ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let visitor: BackendClient;
	let records: Records;
	let columns: SearchColumns;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		visitor = createPublicClient(backend);
		const configuration = await loadTerritory(`data/territories/${territory}.json`);
		await seedTerritory({ backend, configuration });
		const service = createServiceClient(backend);
		await keepInventedHalls(service);
		await keepAssembled({ service, territory });
		records = await readRecords(visitor, territory);
		columns = buildColumns(records);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const inBrowser = (criteria: Criteria) =>
		[...evaluate(columns, criteria).passing].map((index) => records.plots[index]?.id);
	const inSql = async (criteria: Criteria, more: { limit?: number; offset?: number } = {}) => {
		const query = { territory, criteria: searchCriteria(criteria), ...more };
		const page = await features.search(visitor, query);
		return page.features.map(({ id }) => id);
	};

	it(
		`keeps the same plots as the browser for ${String(setCount)} random sets of criteria`,
		async () => {
			const random = new SeededRandom(seed);
			const asked = new Set<string>();
			let telling = 0;
			const unasked = () => criterionIds.filter((id) => !asked.has(id));
			const isNews = ({ id }: { id: string }) => !asked.has(id);
			let sets = 0;
			for (let draws = 0; sets < setCount || (unasked().length > 5 && draws < 1_000); draws += 1) {
				const criteria = randomCriteria(random, records);
				const asks = evaluate(columns, criteria).asked;
				// Beyond their number, those that ask what none has asked.
				if (sets >= setCount && !asks.some(isNews)) continue;
				sets += 1;
				const expected = inBrowser(criteria);
				expect(
					await inSql(criteria),
					`SEARCH_SEED=${String(seed)} ${writeAddress(criteria)}`
				).toEqual(expected);
				for (const { id } of asks) asked.add(id);
				if (expected.length > 0 && expected.length < records.plots.length) telling += 1;
			}
			// Sets that keep all plots or none would agree by chance.
			expect(telling).toBeGreaterThan(sets / 3);
			expect(unasked().length).toBeLessThan(6);
		},
		Math.max(400_000, setCount * setMilliseconds)
	);

	it('keeps the same plots for each criterion alone, strict or not', async () => {
		const random = new SeededRandom(seed + 1);
		const seen = new Set<string>();
		for (let tries = 0; tries < 2_000 && seen.size < criterionIds.length; tries += 1) {
			const drawn = { ...randomCriteria(random, records), wishes: {} };
			const fresh = evaluate(columns, drawn).asked.filter(({ id }) => !seen.has(id));
			for (const { id, criterion } of fresh) {
				seen.add(id);
				const alone = Object.fromEntries(criterion.keys.map((key) => [key, drawn[key]]));
				for (const strict of [[], [id]]) {
					const criteria: Criteria = { ...noCriteria, ...alone, strict };
					expect(await inSql(criteria), `${id} ${writeAddress(criteria)}`).toEqual(
						inBrowser(criteria)
					);
				}
			}
		}
		expect([...seen].sort()).toEqual([...criterionIds].sort());
	});

	it('answers page by page, in the order of the keys', async () => {
		const criteria: Criteria = { ...noCriteria, areaMinHa: 1 };
		const all = await inSql(criteria);
		expect(all.length).toBeGreaterThan(20);
		expect(await inSql(criteria, { limit: 7, offset: 10 })).toEqual(all.slice(10, 17));
	});
});
