import type { MultiPolygon, Polygon, Position } from 'geojson';
import { eachCrossing, IntricateRings } from './ring-crossings.ts';

/** Whether the limit of a surface crosses or touches itself, one ring another one included. */
export function crossesItself(surface: Polygon | MultiPolygon): boolean {
	const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();
	let crosses = false;
	try {
		eachCrossing(rings.map(withoutRepeats), () => {
			crosses = true;
			return false;
		});
	} catch (fault) {
		if (!(fault instanceof IntricateRings)) throw fault;
		return true;
	}
	return crosses;
}

const withoutRepeats = (ring: readonly Position[]): Position[] =>
	ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1]?.[0] || y !== ring[at - 1]?.[1]);
