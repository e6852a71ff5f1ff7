import { bboxPolygon, booleanIntersects } from '@turf/turf';
import type { Geometry, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox, boxesMeet } from './bounding-box.ts';
import { boxIndex } from './box-index.ts';
import { meetsBox } from './meets-box.ts';

/** MEETS_SEED draws other shapes. */
const seed = Number(process.env['MEETS_SEED'] ?? 20_261_125);

function randomNumbers(): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const random = randomNumbers();
const position = (): Position => [4 + random(), 49 + random()];

/** A star around a point: its corners lie in and out of boxes that its middle does not meet. */
function star(): Polygon {
	const [x = 0, y = 0] = position();
	const corners = Array.from({ length: 5 + Math.floor(6 * random()) }, (_, at): Position => {
		const angle = (2 * Math.PI * at) / 8;
		const radius = 0.01 + 0.2 * random();
		return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
	return { type: 'Polygon', coordinates: [[...corners, corners[0] as Position]] };
}

function geometry(): Geometry {
	const kind = random();
	if (kind < 0.2) return { type: 'Point', coordinates: position() };
	if (kind < 0.4) return { type: 'MultiPoint', coordinates: [position(), position()] };
	if (kind < 0.6)
		return { type: 'MultiPolygon', coordinates: [star().coordinates, star().coordinates] };
	return star();
}

function box(): Box {
	const [[west = 0, south = 0], width, height] = [position(), 0.3 * random(), 0.3 * random()];
	return [west, south, west + width, south + height];
}

describe(`what meets a box, seed ${seed}`, () => {
	it('is what Turf says of 2,000 random points and surfaces', () => {
		for (let draw = 0; draw < 2_000; draw += 1) {
			const [shape, around] = [geometry(), box()];
			const expected = booleanIntersects(shape, bboxPolygon(around));
			expect(meetsBox(around)(shape), JSON.stringify({ shape, around })).toBe(expected);
		}
	});

	it('is found by its box first: the same as asking each of 500', () => {
		const boxes = Array.from({ length: 500 }, (_, at) =>
			at % 7 === 0 ? null : boundingBox(geometry())
		);
		const find = boxIndex(boxes).meeting;
		for (let draw = 0; draw < 200; draw += 1) {
			const around = box();
			const expected = boxes.flatMap((own, at) => (own && boxesMeet(own, around) ? at : []));
			expect([...find(around)]).toEqual(expected);
		}
		expect([...boxIndex([null, null]).meeting([0, 0, 90, 90])]).toEqual([]);
	});
});
