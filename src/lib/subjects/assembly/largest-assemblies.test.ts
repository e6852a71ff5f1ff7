import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { samplePlot } from '../../../../tests/fixtures/sample-records.ts';
import { seeded } from '../../../../tests/fixtures/constructed-plots.ts';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { readAssembly } from './assembly-query.ts';
import { assemblyLand, findAssemblies } from './find-assemblies.ts';
import { largestAssemblies } from './largest-assemblies.ts';

/** A plot of 100 × 100 m on a grid of such, some narrower so that they do not reach the next one. */
function plotAt(column: number, row: number, width = 100, areaHa: number | null = 1) {
	const [x, y] = [820_000 + 100 * column, 6_960_000 + 100 * row];
	const corners = [
		[x, y],
		[x + width, y],
		[x + width, y + 100],
		[x, y + 100],
		[x, y]
	];
	const geometry: Polygon = {
		type: 'Polygon',
		coordinates: [corners.map(([e = 0, n = 0]) => fromLambert93([e, n]))]
	};
	return samplePlot({ id: `T${String(column)}-${String(row)}`, areaHa, geometry });
}
type Plots = ReturnType<typeof plotAt>[];
const largest = (plots: Plots) =>
	largestAssemblies(
		plots,
		plots.map(({ id }) => id)
	);

describe('the largest area that a plot reaches with adjacent ones', () => {
	it('is of three plots at most, and its own where it stands alone', () => {
		const row = [0, 1, 2, 3].map((column) => plotAt(column, 0, 100, column + 1));
		const alone = plotAt(9, 9, 100, 0.5);
		expect(largest([...row, alone])).toEqual([
			{ hectares: 6, plots: ['T0-0', 'T1-0', 'T2-0'] },
			{ hectares: 9, plots: ['T1-0', 'T2-0', 'T3-0'] },
			{ hectares: 9, plots: ['T1-0', 'T2-0', 'T3-0'] },
			{ hectares: 9, plots: ['T1-0', 'T2-0', 'T3-0'] },
			{ hectares: 0.5, plots: ['T9-9'] }
		]);
	});

	it('needs no plot that adds nothing, nor one that touches by a corner', () => {
		const plots = [plotAt(0, 0), plotAt(1, 0, 100, 0), plotAt(1, 1, 100, 5)];
		expect(largest(plots).map(({ hectares }) => hectares)).toEqual([6, 6, 6]);
		expect(largest([plotAt(0, 0), plotAt(1, 1)]).map(({ hectares }) => hectares)).toEqual([1, 1]);
		expect(largest([plotAt(0, 0), plotAt(1, 0, 100, 0)])[0]).toEqual({
			...{ hectares: 1, plots: ['T0-0'] }
		});
	});

	it('is nothing for what is not free or of unknown area, which no other reaches', () => {
		const plots = [plotAt(0, 0), plotAt(1, 0, 100, null)];
		expect(largestAssemblies(plots, ['T0-0', 'T1-0', 'T7-7'])).toEqual([
			{ hectares: 1, plots: ['T0-0'] },
			{ hectares: 0, plots: [] },
			{ hectares: 0, plots: [] }
		]);
	});

	it('is what the page of the assemblages finds, and no set there is larger', () => {
		const random = seeded(14);
		const plots = Array.from({ length: 60 }, (_, at) => at)
			.filter(() => random() < 0.7)
			.map((at) =>
				plotAt(
					at % 10,
					Math.floor(at / 10),
					random() < 0.3 ? 80 : 100,
					1 + Math.floor(40 * random()) / 10
				)
			);
		const land = assemblyLand({ plots });
		const found = (hectares: number, id: string) => {
			const { asked } = readAssembly(new URLSearchParams({ surface: String(hectares), avec: id }));
			if (asked === null) throw new Error(id);
			return findAssemblies(land, asked).shown;
		};
		let joined = 0;
		for (const [at, { hectares, plots: together }] of largest(plots).entries()) {
			const own = plots[at];
			if (own === undefined) throw new Error('terrain perdu');
			expect(found(Number((hectares + 0.0001).toFixed(4)), own.id), own.id).toEqual([]);
			if (together.length === 1) continue;
			joined += 1;
			const sets = found(hectares, own.id).map(({ parts }) => parts.map(({ id }) => id).join());
			expect(sets, own.id).toContain(together.join());
		}
		expect(joined).toBeGreaterThan(25);
	});
});
