import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { landFigures } from '#lib/backend/land-figures.ts';
import { SeededRandom } from '#lib/demonstration/random.ts';
import { plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { landDays } from '#lib/subjects/indicators/dashboard/land.ts';
import { placesToKeep } from '#lib/subjects/indicators/kept/kept-tables.ts';
import { countLand } from '../fixtures/count-land.ts';
import { engines, type TestDatabase } from './engines.ts';
import { readRecords } from './read-records.ts';
import { firm, importAll, members, plot, settle, site, square } from './sample-territory.ts';

const territory = members.id;
/** LAND_SEED draws other plots. */
const seed = Number(process.env['LAND_SEED'] ?? 20_261_128);
const today = '2026-08-31';

/** Plots of every stage, with and without area, site and date; some are spaces in a building, some from elsewhere. */
function randomPlots(random: SeededRandom, count: number) {
	const orNothing = <Value>(value: Value) => (random.chance(0.2) ? undefined : value);
	// Half of what is drawn can be had: the sizes are of that.
	const stages = [...plotLists.terr_stade_comm, ...Array<'en vente'>(8).fill('en vente')];
	return Array.from({ length: count }, (_, nth) => {
		const [west, south] = [4.01 + 0.02 * (nth % 14), 49.01 + 0.015 * Math.floor(nth / 14)];
		return plot(`T${nth}`, square(west, south, 0.004), {
			terr_stade_comm: stages[random.whole(0, stages.length - 1)],
			terr_stade_amngt: random.pick(plotLists.terr_stade_amngt),
			terr_maitrise_fonc: random.pick(plotLists.terr_maitrise_fonc),
			terr_etat_occup: random.pick(plotLists.terr_etat_occup),
			offre_type: random.chance(0.1) ? 'Local' : 'Terrain',
			site_id: orNothing(random.pick(['A', 'B', 'C', 'D'])),
			// Halves of a m², bounds of the classes, and equal sizes.
			terr_surf_brute: orNothing(
				random.pick([0, 0.12345, 1, 1.99999, 2, 5, random.between(0, 30)])
			),
			date_dispo: orNothing(
				random.pick([today, '2027-02-28', '2027-03-01', '2027-08-31', '2027-09-01', '2025-01-01'])
			),
			source_nom: random.pick(['Relevé des tests', 'Autre relevé']),
			source_date: random.pick(['2026-01-31', '2025-12-01'])
		});
	});
}

describe.each(engines())(`land counted on $name, seed ${seed}`, ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let visitor: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		const service = createServiceClient(backend);
		visitor = createPublicClient(backend);
		await settle(service);
		const random = new SeededRandom(seed);
		const vocations = siteLists.site_vocadomi;
		await importAll(service, {
			site_eco: ['A', 'B', 'C', 'D'].map((id, nth) =>
				site(id, square(4.02 + 0.07 * nth, 49.02, 0.05), { site_vocadomi: random.pick(vocations) })
			),
			terrain_eco: randomPlots(random, 80),
			etablissement: [
				firm('00000000000017', [[4.012, 49.012]], { terr_id: 'T0|T1|T2|T3' }),
				firm('00000000000025', [[4.22, 49.05]], { terr_id: 'T12|T40' })
			]
		});
		// A visitor sees neither, and counts neither.
		const hide = { publie: false } as never;
		await service
			.from('terrain_eco')
			.update(hide)
			.in('terr_id' as 'territory_id', ['T5', 'T6']);
		await service
			.from('site_eco')
			.update(hide)
			.eq('site_id' as 'territory_id', 'D');
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function readAtlas(): Promise<Atlas> {
		return buildAtlas(await readRecords(visitor, territory));
	}

	it('gives every place the figures that its plots give one by one', async () => {
		const atlas = await readAtlas();
		expect(atlas.plots).toHaveLength(78);
		const days = landDays(today);
		const land = await landFigures.read(visitor, { territory, days });
		const counted = placesToKeep({ atlas, land, today });
		expect(counted).toEqual(placesToKeep({ atlas, land: countLand(atlas, days), today }));
		// The territory, two EPCI, three communes, three sites that are seen.
		expect(counted).toHaveLength(9);
		const [whole] = counted;
		expect(whole?.chiffres.tailles?.lines.map(({ figures }) => figures['plots'])).not.toContain(0);
		expect(whole?.chiffres.commercialisation?.total?.figures).toMatchObject({
			plots: atlas.plots.filter(({ offer }) => offer === 'Terrain').length
		});
	});

	it('leaves out the plots that it is told to', async () => {
		const atlas = await readAtlas();
		const without = atlas.plots.slice(0, 30).map(({ id }) => id);
		const land = await landFigures.read(visitor, { territory, days: [today], without });
		const rest = { ...atlas, plots: atlas.plots.slice(30) };
		const figures = (of: typeof land) => placesToKeep({ atlas, land: of, today });
		expect(figures(land)).toEqual(figures(countLand(rest, [today])));
	});

	it('is empty of a territory that is none', async () => {
		expect(await landFigures.read(visitor, { territory: 'ailleurs', days: [today] })).toEqual({
			...{ counts: [], sizes: [], sources: [] }
		});
	});
});
