import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricShape, Vertex } from '#lib/geo/metric-shape.ts';
import { cornersOf, rectangleWithin } from '#lib/geo/rectangle-within.ts';
import {
	PlotMaker,
	seeded,
	type ConstructedPlot
} from '../../../../../tests/fixtures/constructed-plots.ts';
import { commonCore, edgeAngles, fit } from './fit.ts';
import { FitGround, fitsAt, toleranceCentimetres } from './fits-at.ts';
import { largest } from './largest.ts';

const seed = 20_261_126;
const degree = Math.PI / 180;

/** The placement that an answer gives, on the shape itself, less the tolerance on each side. */
function stands(plot: ConstructedPlot): boolean {
	const answer = fit(new FitGround(plot.shape), plot);
	if (answer.answer !== 'fits') return false;
	const { placement } = answer;
	const less = 2 * toleranceCentimetres + 0.1;
	expect([placement.length, placement.width]).toEqual([plot.length * 100, plot.width * 100]);
	return rectangleWithin(plot.shape.rings, {
		...placement,
		length: placement.length - less,
		width: placement.width - less
	});
}

/** Even-odd, by a ray to the east. */
function holdsPoint(rings: readonly Vertex[][], { x, y }: Vertex): boolean {
	let inside = false;
	for (const ring of rings)
		ring.forEach((to, at) => {
			const from = ring.at(at - 1) ?? to;
			if (
				from.y > y !== to.y > y &&
				x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
			)
				inside = !inside;
		});
	return inside;
}

const side = (a: Vertex, b: Vertex, c: Vertex) =>
	Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

/** No corner outside, no vertex inside, no side crossed: written apart from the rules that it judges. */
function holdsRectangle(rings: readonly Vertex[][], corners: readonly Vertex[]): boolean {
	if (!corners.every((corner) => holdsPoint(rings, corner))) return false;
	return rings.every((ring) =>
		ring.every((to, at) => {
			const from = ring.at(at - 1) ?? to;
			if (holdsPoint([[...corners]], to)) return false;
			return corners.every((end, index) => {
				const start = corners.at(index - 1) ?? end;
				return (
					side(start, end, from) === side(start, end, to) ||
					side(from, to, start) === side(from, to, end)
				);
			});
		})
	);
}

/** Every half degree, on a lattice and beside every vertex: a plain search, which may miss but does not lie. */
function sweepFinds({ shape, length, width }: ConstructedPlot): boolean {
	const vertices = shape.rings.flat();
	for (let step = 0; step < 360; step += 1) {
		const angle = step * 0.5 * degree;
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
		const along = vertices.map(({ x, y }) => x * cos + y * sin);
		const across = vertices.map(({ x, y }) => y * cos - x * sin);
		const [west, east] = [Math.min(...along), Math.max(...along) - length * 100];
		const [south, north] = [Math.min(...across), Math.max(...across) - width * 100];
		if (east < west || north < south) continue;
		for (let column = 0; column <= 12; column += 1)
			for (let row = 0; row <= 12; row += 1) {
				const [x, y] = [
					west + ((east - west) * column) / 12 + length * 50,
					south + ((north - south) * row) / 12 + width * 50
				];
				const centre = { x: x * cos - y * sin, y: x * sin + y * cos };
				const corners = cornersOf({ centre, angle, length: length * 100, width: width * 100 });
				if (holdsRectangle(shape.rings, corners)) return true;
			}
	}
	return false;
}

/** A ring around the origin: less than half a turn from each spoke to the next, so that it does not cross itself. */
const starShapes = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 2000, max: 9000 })), {
		minLength: 4,
		maxLength: 12
	})
	.filter((spokes) => {
		const turns = spokes.map(([turn]) => turn);
		return 2 * Math.max(...turns) < turns.reduce((sum, turn) => sum + turn, 0);
	})
	.map((spokes): MetricShape => {
		const whole = spokes.reduce((sum, [turn]) => sum + turn, 0);
		let angle = 0;
		const ring = spokes.map(([turn, reach]) => {
			angle += (turn / whole) * 2 * Math.PI;
			return { x: Math.round(reach * Math.cos(angle)), y: Math.round(reach * Math.sin(angle)) };
		});
		return { origin: [0, 0], rings: [ring] };
	});

describe('whether a building fits', () => {
	it('answers 1,400 constructed plots without a false fit, nor a missed one', () => {
		const plots = new PlotMaker(seed).plots(1400);
		const told = plots.map((plot) => ({
			plot,
			answer: fit(new FitGround(plot.shape), plot).answer
		}));
		const wrong = told.filter(
			({ plot, answer }) => answer !== 'undecided' && (answer === 'fits') !== plot.fits
		);
		expect(wrong, `seed ${String(seed)}`).toEqual([]);
		// What is left open lies within half a metre of fitting: few by any measure.
		expect(told.filter(({ answer }) => answer === 'undecided').length).toBeLessThan(15);
		expect(plots.filter((plot) => plot.fits && !stands(plot))).toEqual([]);
	});

	it('finds in each kind of plot what fits exactly', () => {
		const exact = new PlotMaker(seed + 1).plots(280).filter(({ kind }) => kind.startsWith('exact'));
		expect(new Set(exact.map(({ kind }) => kind)).size).toBe(6);
		expect(exact.filter((plot) => !stands(plot))).toEqual([]);
		// A hand more, and the exact rectangle does not hold it.
		const larger = exact.filter(({ kind }) => kind === 'exact rectangle');
		const answers = larger.map(
			({ shape, length, width }) =>
				fit(new FitGround(shape), { length: length + 0.1, width: width + 0.1 }).answer
		);
		expect(answers).not.toContain('fits');
	});

	it('says no only where a plain sweep finds nothing', () => {
		fc.assert(
			fc.property(
				starShapes,
				fc.integer({ min: 20, max: 160 }),
				fc.integer({ min: 10, max: 100 }),
				(shape, length, width) => {
					const plot = { kind: 'star', shape, length, width, fits: true };
					if (fit(new FitGround(shape), plot).answer !== 'does-not-fit') return;
					expect(sweepFinds(plot)).toBe(false);
				}
			),
			{ numRuns: 150 }
		);
	});

	it('says yes with a place that a plain look confirms', () => {
		fc.assert(
			fc.property(starShapes, fc.integer({ min: 5, max: 90 }), (shape, width) => {
				const answer = fit(new FitGround(shape), { length: 1.5 * width, width });
				if (answer.answer !== 'fits') return;
				const { centre, angle } = answer.placement;
				const inner = { centre, angle, length: 150 * width - 2.2, width: 100 * width - 2.2 };
				expect(holdsRectangle(shape.rings, cornersOf(inner))).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});

	it('knows of nothing where nothing is left', () => {
		const ground = new FitGround({ origin: [0, 0], rings: [] });
		expect(fit(ground, { length: 1, width: 1 })).toEqual({ answer: 'does-not-fit' });
	});
});

describe('the core of an interval of angles', () => {
	it('lies in the building at every angle of it', () => {
		const random = seeded(seed);
		for (let run = 0; run < 500; run += 1) {
			const [length, width] = [5 + 195 * random(), 5 + 195 * random()];
			const half = 40 * degree * random();
			const core = commonCore(length, width, half);
			if (core === null) continue;
			for (let step = 0; step <= 20; step += 1) {
				const turn = (half * step) / 20;
				const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
				expect(core[0] * cos + core[1] * sin).toBeLessThanOrEqual(length + 1e-9);
				expect(core[0] * sin + core[1] * cos).toBeLessThanOrEqual(width + 1e-9);
			}
		}
	});
});

describe('the largest building of the same proportions', () => {
	it('is to a decimetre what a rectangle holds, its court kept', () => {
		const rings = [
			[
				{ x: 0, y: 0 },
				{ x: 10_000, y: 0 },
				{ x: 10_000, y: 8500 },
				{ x: 0, y: 8500 }
			]
		];
		const found = largest(new FitGround({ origin: [0, 0], rings }), { length: 120, width: 60 }, 35);
		// 100 m long, 50 m deep, and 35 m of court: the rectangle exactly.
		expect(found).toMatchObject({ length: 100, width: 50 });
	});

	it('is nothing where the court alone takes all', () => {
		const rings = [
			[
				{ x: 0, y: 0 },
				{ x: 3000, y: 0 },
				{ x: 3000, y: 3000 },
				{ x: 0, y: 3000 }
			]
		];
		const ground = new FitGround({ origin: [0, 0], rings });
		expect(largest(ground, { length: 120, width: 60 }, 45)).toBeNull();
	});
});

it('takes at most a tenth of the erosions of a sweep by half degrees', () => {
	let [ours, sweep] = [0, 0];
	for (const plot of new PlotMaker(seed + 2).plots(140)) {
		const ground = new FitGround(plot.shape);
		fit(ground, plot);
		ours += ground.effort.erosions;
		for (let step = 0; step < 360; step += 1) {
			sweep += 1;
			if (plot.fits && fitsAt(ground, plot, step * 0.5 * degree)) break;
		}
	}
	expect(sweep / ours).toBeGreaterThan(10);
});

it('tries the directions of most length first, each with its normal', () => {
	const ring = [
		{ x: 0, y: 0 },
		{ x: 300, y: 0 },
		{ x: 300, y: 100 },
		{ x: 200, y: 200 },
		{ x: 0, y: 200 }
	];
	expect(edgeAngles([ring], 1)).toEqual([0, Math.PI / 2]);
	expect(edgeAngles([ring], 2)[2]).toBeCloseTo(Math.PI / 4);
});
