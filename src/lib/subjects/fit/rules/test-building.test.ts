import { describe, expect, it } from 'vitest';
import { metricDifference, metricOffset, type MetricShape } from '#lib/geo/metric-shape.ts';
import { rectangleWithin } from '#lib/geo/rectangle-within.ts';
import type { Building } from './building.ts';
import { FitGround } from './fits-at.ts';
import { angleOf, bearingOf, metresOutside, partCorners, type Standing } from './standing.ts';
import { testBuilding } from './test-building.ts';

const shapeOf = (...rings: [x: number, y: number][][]): MetricShape => ({
	origin: [800_000, 6_960_000],
	rings: rings.map((ring) => ring.map(([x, y]) => ({ x: x * 100, y: y * 100 })))
});
const box = (length: number, width: number): MetricShape =>
	shapeOf([
		[0, 0],
		[length, 0],
		[length, width],
		[0, width]
	]);
const hall = (asked: Partial<Building>): Building => ({
	length: 40,
	width: 20,
	court: 0,
	setback: 0,
	second: null,
	...asked
});
const answer = (shape: MetricShape, asked: Partial<Building>) =>
	testBuilding(new FitGround(shape), hall(asked));

/** Whether something stands on a shape, by a hand less on each side. */
function standsOn(shape: MetricShape, { centre, angle, length, width, court }: Standing): boolean {
	return rectangleWithin(shape.rings, {
		centre: { x: centre.x * 100, y: centre.y * 100 },
		angle,
		length: length * 100 - 3,
		width: (width + court) * 100 - 3
	});
}

describe('a building with its truck court', () => {
	it('needs the court along one long side, in one piece with it', () => {
		expect(answer(box(40, 55), { court: 35 }).answer).toBe('fits');
		const told = answer(box(40, 54), { court: 35 });
		expect(told).toMatchObject({ answer: 'does-not-fit', which: 'first' });
		if (told.answer !== 'does-not-fit') return;
		// 54 m less 35 m of court, in the proportion of 40 to 20.
		expect(told.largest).toMatchObject({ length: 38, width: 19 });
	});

	it('is drawn apart from it', () => {
		const told = answer(box(40, 55), { court: 35 });
		if (told.answer !== 'fits') throw new Error(told.answer);
		const [standing] = told.standing;
		if (!standing) throw new Error('rien de posé');
		const areaOf = (part: 'building' | 'court') => {
			const corners = partCorners(standing, part);
			return corners.reduce((sum, { x, y }, at) => {
				const next = corners[(at + 1) % 4] ?? { x, y };
				return sum + (x * next.y - next.x * y) / 2;
			}, 0);
		};
		expect(areaOf('building')).toBeCloseTo(800, 1);
		expect(areaOf('court')).toBeCloseTo(1400, 1);
	});
});

describe('two buildings', () => {
	const second = { length: 30, width: 15, clearance: 10 };

	it.each([
		['end to end', box(80, 20)],
		['side by side', box(40, 45)],
		['the second turned', box(65, 30)],
		[
			'each in an arm of an L',
			shapeOf([
				[0, 0],
				[41, 0],
				[41, 21],
				[16, 21],
				[16, 62],
				[0, 62]
			])
		]
	])('stand %s, apart by the clearance', (_, shape) => {
		const told = answer(shape, { second });
		if (told.answer !== 'fits') throw new Error(told.answer);
		const [one, other] = told.standing;
		if (!one || !other) throw new Error('un seul posé');
		expect([standsOn(shape, one), standsOn(shape, other)]).toEqual([true, true]);
		const taken = partCorners(one, 'both').map(({ x, y }) => ({
			x: Math.round(100 * x),
			y: Math.round(100 * y)
		}));
		const free = metricDifference(shape, [
			metricOffset({ origin: shape.origin, rings: [taken] }, second.clearance - 0.05)
		]);
		expect(standsOn(free, other)).toBe(true);
	});

	it('are not said to be impossible where each fits alone', () => {
		expect(answer(box(75, 22), { second })).toMatchObject({ answer: 'not-both' });
		expect(answer(box(41, 19), { second }).answer).not.toBe('not-both');
	});

	it('fail by the one that does not fit alone', () => {
		const long = { length: 100, width: 10, clearance: 5 };
		expect(answer(box(60, 60), { second: long })).toMatchObject({
			answer: 'does-not-fit',
			which: 'second'
		});
	});
});

it('says so where nothing is left of the plot', () => {
	expect(answer(shapeOf(), {})).toEqual({ answer: 'no-ground' });
});

describe('a building that was moved', () => {
	const at = (x: number, y: number, angle = 0): Standing => ({
		centre: { x, y },
		angle,
		length: 20,
		width: 6,
		court: 4
	});

	it('is told by how many metres it stands outside', () => {
		expect(metresOutside(box(100, 50), at(50, 25))).toBe(0);
		expect(metresOutside(box(100, 50), at(10, 5))).toBe(0);
		expect(metresOutside(box(100, 50), at(93, 25))).toBeCloseTo(3, 0);
		expect(metresOutside(box(100, 50), at(150, 25))).toBeCloseTo(60, 0);
	});

	it('is told so for a pond that it covers', () => {
		const ground = metricDifference(box(100, 50), [
			shapeOf([
				[48, 23],
				[52, 23],
				[52, 27],
				[48, 27]
			])
		]);
		expect(metresOutside(ground, at(50, 25))).toBeCloseTo(2, 0);
	});

	it('has a direction from the north', () => {
		expect(bearingOf(0)).toBe(90);
		expect(bearingOf(Math.PI / 2)).toBe(0);
		expect(bearingOf(angleOf(34))).toBeCloseTo(34);
	});
});
