import { expect, it } from 'vitest';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { drawMap } from './map-drawing.ts';
import { mapFrame, scaleLength } from './map-frame.ts';
import { placeLabels, type MapLabel } from './map-labels.ts';

const at = (x: number, y: number) => fromLambert93([820_000 + x, 6_960_000 + y]);
const [west = 0, south = 0] = at(0, 0);
const [east = 0, north = 0] = at(800, 500);
const frame = mapFrame({
	...{ box: [west, south, east, north], width: 600, height: 400, margin: 0.1, leastMetres: 0 }
});

it('shows the ground at one scale everywhere, north up', () => {
	const pixels = (one: number[], other: number[]) => {
		const [x1, y1] = frame.place(one);
		const [x2, y2] = frame.place(other);
		return Math.hypot(x2 - x1, y2 - y1);
	};
	for (const corner of [at(0, 0), at(800, 500), at(400, 0)]) {
		const [lng = 0, lat = 0] = corner;
		expect(frame.place(corner).every((side) => side > 0)).toBe(true);
		expect(frame.place([lng, lat + 0.001])[1]).toBeLessThan(frame.place(corner)[1]);
	}
	const { metres, pixels: bar } = scaleLength(frame, 0.3);
	expect(metres).toBe(200);
	expect(pixels(at(0, 0), at(metres, 0))).toBeCloseTo(bar, 1);
	expect(pixels(at(600, 300), at(600, 300 + metres))).toBeCloseTo(bar, 1);
});

it('leaves out what lies outside, and writes names as text', () => {
	const square = (x: number, y: number) => ({
		type: 'Polygon' as const,
		coordinates: [[at(x, y), at(x + 50, y), at(x + 50, y + 50), at(x, y + 50), at(x, y)]]
	});
	const svg = drawMap({
		...{ frame, ground: '#FFFFFF', north: 'N', lengthText: (metres) => `${String(metres)} m` },
		shapes: [
			{
				kind: 'area',
				surface: square(100, 100),
				fill: '#0B7A5B',
				line: '#0B7A5B',
				pattern: 'hatch'
			},
			{ kind: 'area', surface: square(90_000, 100), fill: '#FF0000', line: null }
		],
		labels: [
			{
				...{ text: 'Forge & <Fonderie>', at: at(125, 125), size: 12, strong: true },
				...{ colour: '#000000', beside: false }
			}
		]
	});
	expect(svg).toContain('Forge &amp; &lt;Fonderie&gt;');
	expect(svg).toContain('url(#hatch-0B7A5B)');
	expect(svg).not.toContain('#FF0000');
	expect(svg).toContain('200 m');
});

it('never lets one name cover another, nor leave the map', () => {
	const labels = Array.from({ length: 40 }, (_, index): MapLabel => ({
		...{ text: `Commune ${String(index)}`, at: [(index * 37) % 300, (index * 53) % 200] },
		...{ size: 12, strong: false, colour: '#000', beside: index % 2 === 0 }
	}));
	const placed = placeLabels(labels, { width: 300, height: 200 }, []);
	expect(placed.length).toBeGreaterThan(5);
	const extents = placed.map(({ x, y, text, size }) => {
		const half = (text.length * size * 0.52) / 2;
		return { left: x - half, right: x + half, top: y - size * 0.8, bottom: y + size * 0.25 };
	});
	for (const [index, one] of extents.entries()) {
		expect(one.left >= 0 && one.top >= 0 && one.right <= 300 && one.bottom <= 200).toBe(true);
		for (const other of extents.slice(index + 1))
			expect(
				one.right <= other.left ||
					other.right <= one.left ||
					one.bottom <= other.top ||
					other.bottom <= one.top
			).toBe(true);
	}
});

it('sets the number of a mark where it covers no other mark, and on one rather than nowhere', () => {
	const numbered = (text: string, x: number, y: number): MapLabel => ({
		...{ text, at: [x, y], size: 14, strong: true, colour: '#A63A25', beside: true }
	});
	const sheet = { width: 300, height: 200 };
	const [, second] = placeLabels([numbered('1', 100, 85), numbered('2', 100, 100)], sheet, []);
	// Above it stands the first mark: its number goes to the right.
	expect(second).toMatchObject({ text: '2', y: 100 + 14 * 0.3 });
	const crowd = [
		[100, 100],
		[100, 88],
		[112, 100],
		[88, 100],
		[100, 112]
	] as const;
	expect(
		placeLabels(
			crowd.map(([x, y], at) => numbered(String(at), x, y)),
			sheet,
			[]
		)
	).toContainEqual(expect.objectContaining({ text: '0' }));
});
