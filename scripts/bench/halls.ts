import { buildColumns } from '#lib/search/columns.ts';
import { noCriteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import { FitGround } from '#lib/subjects/fit/rules/fits-at.ts';
import { hallFrontier } from '#lib/subjects/fit/rules/hall-frontier.ts';
import { drawnHalls } from '../../tests/bench/drawn-halls.ts';
import { cpuOf } from '../../tests/bench/cpu-of.ts';
import { randomNumbers, syntheticRecords } from '../../tests/bench/synthetic-plots.ts';
import { PlotMaker } from '../../tests/fixtures/constructed-plots.ts';
import { multiplyPlots, searchHalls } from '../../tests/bench/hall-search.ts';
import { plotDatabase, testServer } from '../../tests/bench/plot-databases.ts';
import { milliseconds, write, type Row } from './rows.ts';
import { fill } from './served-plots.ts';

const plotCount = 300_000;
const mostMilliseconds = 20;
const mostInSql = 50;
const computed = 14;
const territory = 'nord-ardennes';
/** Imported; the others are copies, because an import takes minutes. */
const imported = 300;

/** A building searched among many plots by what is kept of each, and what keeping it costs. */
export function measureHalls(): Row[] {
	const random = randomNumbers(14);
	const { plots, ...records } = syntheticRecords(plotCount);
	const columns = buildColumns({
		...records,
		plots: plots.map((plot) => ({ ...plot, halls: drawnHalls(random) }))
	});
	let length = 100;
	const search = () =>
		evaluate(columns, { ...noCriteria, hallLengthM: (length += 0.5), hallWidthM: 60 }).passing
			.length;
	search();
	const taken = cpuOf(search);
	const constructed = new PlotMaker(14).plots(computed);
	const each = cpuOf(() => constructed.map(({ shape }) => hallFrontier(new FitGround(shape))));
	return [
		{
			what: `${write(plotCount)} terrains par les bâtiments gardés, en mémoire, processeur`,
			value: milliseconds(taken),
			beside: `au plus ${milliseconds(mostMilliseconds)}`,
			holds: taken <= mostMilliseconds
		},
		{ what: '… les garder, par terrain, processeur', value: milliseconds(each / computed) }
	];
}

/** The same in SQL alone, by the indexes on the kept lengths; nothing where no PostgreSQL is named. */
export async function measureHallsInSql(): Promise<Row[]> {
	if (testServer === undefined) return [];
	const { url } = await plotDatabase(testServer, 'halles', async (made) => {
		await fill(imported, { DATABASE_URL: made });
		await multiplyPlots(made, plotCount);
	});
	const { found, taken } = await searchHalls(url, territory);
	return [
		{
			what: `${write(plotCount)} terrains par les bâtiments gardés, en SQL : ${write(found)} trouvés`,
			value: milliseconds(taken),
			beside: `au plus ${milliseconds(mostInSql)}`,
			holds: taken <= mostInSql
		}
	];
}
