import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { BoundaryKind } from '#lib/domain/boundary-kinds.ts';
import type { BoundaryPart } from '#lib/domain/net-area.ts';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { waterfallBars } from '../panels/waterfall-bars.ts';
import { netArea } from './net-area.ts';

/** A rectangle in metres of a place in the Ardennes, in degrees. */
function rectangle(x: number, y: number, length: number, width: number): Polygon {
	const corners: Position[] = [
		[x, y],
		[x + length, y],
		[x + length, y + width],
		[x, y + width],
		[x, y]
	];
	return {
		type: 'Polygon',
		coordinates: [
			corners.map(([east = 0, north = 0]) => fromLambert93([820_000 + east, 6_960_000 + north]))
		]
	};
}
const layer = (
	kind: 'zone inondable' | 'zone humide',
	geometry: Polygon | null,
	isLoaded = true
) => ({
	...{ kind, geometry, isLoaded, sources: [] }
});

describe('the net area', () => {
	const outline = rectangle(0, 0, 200, 100);

	it('takes off each layer what the ones before it left, and the setback from the plot’s own limit', () => {
		const layers = [
			layer('zone inondable', rectangle(150, 0, 50, 100)),
			layer('zone humide', rectangle(140, 0, 60, 100))
		];
		const area = netArea({ outline, layers, boundaries: [] }, 5);
		expect(area.gross).toBeCloseTo(20_000, -1);
		const [flood = 0, wetland = 0, setback = 0] = area.deductions.map(
			({ squareMetres }) => squareMetres
		);
		expect(flood / 5000).toBeCloseTo(1, 2);
		expect(wetland / 1000).toBeCloseTo(1, 2);
		// No setback from where the flood begins: 135 m of it inside, 90 m deep.
		expect(area.net / (135 * 90)).toBeCloseTo(1, 2);
		expect(area.net + flood + wetland + setback).toBeCloseTo(area.gross, 5);
	});

	it('says of a layer that spares the plot that it takes nothing, and nothing of one that is not loaded', () => {
		const layers = [layer('zone inondable', null), layer('zone humide', null, false)];
		const { deductions, gross, net } = netArea({ outline, layers, boundaries: [] }, 0);
		expect(deductions.map(({ kind, squareMetres }) => [kind, squareMetres])).toEqual([
			['zone inondable', 0]
		]);
		expect(net).toBe(gross);
	});

	it('keeps from each part of the limit what is set there, else what holds everywhere', () => {
		const [ring = []] = outline.coordinates;
		const side = (at: number, kind: BoundaryKind, metres: number | null): BoundaryPart => ({
			...{ kind, metres, neighbour: null },
			line: { type: 'LineString', coordinates: ring.slice(at, at + 2) }
		});
		const sides = (...metres: (number | null)[]) => [
			side(0, 'site', metres[0] ?? null),
			side(1, 'plot', metres[1] ?? null),
			...[side(2, 'inside', null), side(3, 'inside', null)]
		];
		const net = (boundaries: BoundaryPart[], setback: number) =>
			netArea({ outline, layers: [], boundaries }, setback).net;
		expect(net(sides(20, 3), 5) / ((200 - 3 - 5) * (100 - 20 - 5))).toBeCloseTo(1, 3);
		expect(net(sides(20, 0), 0) / (200 * 80)).toBeCloseTo(1, 3);
		expect(net(sides(0, 0), 5) / (195 * 95)).toBeCloseTo(1, 3);
		// Where nothing is set by kind, it is the same as without knowing them.
		expect(net(sides(), 5)).toBe(net([], 5));
	});

	it('leaves nothing where the setback takes all', () => {
		const area = netArea({ outline, layers: [], boundaries: [] }, 60);
		expect(area.net).toBe(0);
		expect(area.ground.rings).toEqual([]);
	});

	it('is drawn as bars that follow one on the other', () => {
		const area = netArea(
			{
				outline,
				layers: [layer('zone inondable', rectangle(150, 0, 50, 100))],
				boundaries: []
			},
			5
		);
		const bars = waterfallBars(area, 'fr');
		expect(bars.map(({ key }) => key)).toEqual(['gross', 'zone inondable', 'setback', 'net']);
		expect(bars[1]?.low).toBe(area.gross);
		expect(bars[2]?.low).toBe(bars[1]?.from);
		expect(bars[2]?.from).toBeCloseTo(area.net, 5);
		const apart = netArea(
			{ outline, layers: [layer('zone humide', rectangle(9000, 0, 50, 100))], boundaries: [] },
			0
		);
		expect(waterfallBars(apart, 'fr')[1]?.text).toBe('0\u202Fha');
	});
});
