import type { Polygon } from 'geojson';
import type { Plot } from '#lib/domain/plot.ts';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { readAssembly } from '#lib/subjects/assembly/assembly-query.ts';
import { assemblyLand, findAssemblies } from '#lib/subjects/assembly/find-assemblies.ts';
import { testPlot } from '#lib/subjects/fit/rules/test-plot.ts';
import { unitedPlot } from '#lib/subjects/fit/rules/united-plot.ts';
import { samplePlot } from '../../tests/fixtures/sample-records.ts';
import { randomNumbers } from '../../tests/bench/synthetic-plots.ts';
import { milliseconds, write, type Row } from './rows.ts';

const parks = 40;
const plotsInPark = 10;
const depth = 110;
const mostMilliseconds = 1000;
const mostWithBuilding = 2000;
const rounds = 5;
const hall = { length: 120, width: 60, court: 35, setback: 0, second: null };

/** Parks of ten plots in two rows along a lane, all free, 60 to 160 m wide. */
function inventedPlots(): Plot[] {
	const next = randomNumbers(7);
	return Array.from({ length: parks }, (_, park) => {
		const [left, bottom] = [810_000 + (park % 8) * 4000, 6_940_000 + Math.floor(park / 8) * 4000];
		let x = left;
		return Array.from({ length: plotsInPark }, (_, at) => {
			if (at === plotsInPark / 2) x = left;
			const width = 60 + 100 * next();
			const y = bottom + (at < plotsInPark / 2 ? 0 : depth + 8);
			const corners = [
				[x, y],
				[x + width, y],
				[x + width, y + depth],
				[x, y + depth],
				[x, y]
			];
			x += width;
			const geometry: Polygon = {
				type: 'Polygon',
				coordinates: [corners.map(([e = 0, n = 0]) => fromLambert93([e, n]))]
			};
			return samplePlot({ id: `P${park}-${at}`, areaHa: (width * depth) / 10_000, geometry });
		});
	}).flat();
}

function median(work: () => void): number {
	const taken = Array.from({ length: rounds }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return taken.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** Assemblage of a territory's free plots: what lies beside what, the sets, a hall on those of a page. */
export function measureAssembly(): Row[] {
	const plots = inventedPlots();
	const { asked } = readAssembly(new URLSearchParams('surface=3&terrains=3&voie=10'));
	if (asked === null) throw new Error('nothing is asked');
	const geometries = new Map(plots.map(({ id, geometry }) => [id, geometry]));
	const found = findAssemblies(assemblyLand({ plots }), asked);
	const search = median(() => findAssemblies(assemblyLand({ plots }), asked));
	const building = median(() => {
		for (const { parts } of findAssemblies(assemblyLand({ plots }), asked).shown) {
			const grounds = parts.flatMap(({ id }) => geometries.get(id) ?? []);
			testPlot({
				plot: unitedPlot(
					grounds.map((outline) => ({ outline, layers: [], boundaries: [], id: '' }))
				),
				building: hall
			});
		}
	});
	return [
		{
			what: `${write(plots.length)} terrains libres, ensembles de 3 ha en 3 terrains : ${write(found.total)}`,
			value: milliseconds(search),
			beside: `au plus ${milliseconds(mostMilliseconds)}`,
			holds: search <= mostMilliseconds
		},
		{
			what: `… avec un bâtiment sur ${write(found.shown.length)} d’entre eux`,
			value: milliseconds(building),
			beside: `au plus ${milliseconds(mostWithBuilding)}`,
			holds: building <= mostWithBuilding
		}
	];
}
